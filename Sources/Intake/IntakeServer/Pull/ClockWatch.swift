// SPDX-License-Identifier: Apache-2.0

public import Foundation
public import TestimonyModel

/// Keeps one start with a wrong clock from letting everything go that nobody has fetched yet.
///
/// Of what leaves by its age, the record key goes too: nothing brings it back. So the last day is kept in a file, and where the
/// day is far after it, or there is none, nothing leaves before the program has run for a week, or somebody has written today
/// into the file. A clock that is wrong is noticed sooner: certificates end by it.
public struct ClockWatch: Sendable {
  /// The file's name in the state folder.
  public static let name = "last-day"
  /// For how long nothing leaves.
  static let patience = Duration.seconds(7 * 86_400)

  private let file: URL
  private let most: Int
  private let log: EventLog
  private let running: @Sendable () -> Duration
  private var heldFrom: Duration?

  /// Watches for the settings' `retentionDays`; `running` is how long the program has run.
  public init(
    folder: URL, retentionDays: Int, log: EventLog, running: @escaping @Sendable () -> Duration
  ) {
    file = folder.appending(path: Self.name)
    most = Self.most(retentionDays)
    (self.log, self.running) = (log, running)
  }

  /// How many days a machine may have been off: a third of the days that a testimony stays, at least 2 and at most 30.
  static func most(_ retentionDays: Int) -> Int { min(30, max(2, retentionDays / 3)) }

  /// Whether a day follows from the last one that is known; gives what is known.
  public static func follows(
    _ day: Day, in folder: URL, retentionDays: Int
  ) -> (holds: Bool, last: Day?) {
    let last = read(folder.appending(path: name))
    return (last.map { day.number - $0.number <= most(retentionDays) } ?? false, last)
  }

  /// Notes the day of a start with nothing in the inbox yet; comes before anything can arrive, or the first testimony of a new
  /// intake would find no day that is known.
  public mutating func begin(on day: Day) { _ = mayLetGo(on: day, isEmpty: true) }

  /// Whether what is too old on this day may leave; where there is nothing (`isEmpty`) no day can do harm.
  ///
  /// By an earlier day less leaves, so that it is not doubted; but a clock that went far back is not remembered either, or the
  /// right day would be doubted after it.
  mutating func mayLetGo(on day: Day, isEmpty: Bool) -> Bool {
    let last = Self.read(file)
    let ahead = last.map { day.number - $0.number }
    if let ahead, ahead < -most { return hasLasted(saying: false) ? keep(day, last) : true }
    if isEmpty || ahead.map({ $0 <= most }) ?? false { return keep(day, last) }
    return hasLasted(saying: true) ? keep(day, last) : false
  }

  /// Whether the program has run for long enough since something was odd about the day.
  private mutating func hasLasted(saying isSaid: Bool) -> Bool {
    let now = running()
    guard let from = heldFrom else {
      heldFrom = now
      if isSaid { log(.dayDoubted) }
      return false
    }
    return now - from >= Self.patience
  }

  private mutating func keep(_ day: Day, _ last: Day?) -> Bool {
    heldFrom = nil
    guard day != last else { return true }
    // The file's own time is the start of the day, like that of all others here.
    let start = Date(timeIntervalSince1970: Double(day.number) * 86_400)
    return FileManager.default.createFile(
      atPath: file.path, contents: Data("\(day)\n".utf8),
      attributes: [.posixPermissions: 0o600, .modificationDate: start])
  }

  private static func read(_ file: URL) -> Day? {
    guard let bytes = FileManager.default.contents(atPath: file.path), bytes.count <= 64 else {
      return nil
    }
    return Day(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
  }
}
