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
  private var doubt: Doubt?

  /// A day that is doubted, and how long the program had run when it was met first.
  private struct Doubt {
    let day: Day
    let from: Duration

    /// Whether it is the same clock still: the day went on as far as the program ran.
    func covers(_ day: Day, at now: Duration) -> Bool {
      let passed = Int((now - from) / .seconds(86_400))
      return abs(day.number - self.day.number - passed) <= 1
    }
  }

  /// What is before this is a clock that was never set: the first day of the month in which this program was made.
  public static let earliest = Day("2026-11-01") ?? Day(number: 0)

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

  /// Notes a day while there is nothing in the inbox yet; comes before anything can arrive, or the first testimony of a new
  /// intake would find no day that is known.
  public static func note(_ day: Day, in folder: URL) {
    guard day >= earliest else { return }
    _ = keep(day, in: folder.appending(path: name))
  }

  /// Whether what is too old on this day may leave; where there is nothing (`isEmpty`) no day can do harm.
  ///
  /// By an earlier day less leaves, so that it is believed; but that of a clock that was never set is not kept, or the right day
  /// would be doubted after it.
  mutating func mayLetGo(on day: Day, isEmpty: Bool) -> Bool {
    guard day >= Self.earliest else { return true }
    let isBelieved =
      isEmpty || Self.read(file).map { day.number - $0.number <= most } ?? false
      || hasLasted(day)
    guard isBelieved else { return false }
    doubt = nil
    return Self.keep(day, in: file)
  }

  /// Whether the program has run for long enough since this day was doubted first; another clock begins anew.
  private mutating func hasLasted(_ day: Day) -> Bool {
    let now = running()
    guard let doubt, doubt.covers(day, at: now) else {
      doubt = Doubt(day: day, from: now)
      log(.dayDoubted)
      return false
    }
    return now - doubt.from >= Self.patience
  }

  private static func keep(_ day: Day, in file: URL) -> Bool {
    guard day != read(file), !write(day, to: file) else { return true }
    // Where root wrote it for the operator it cannot be written over, but taken away.
    try? FileManager.default.removeItem(at: file)
    return write(day, to: file)
  }

  /// The file's own time is the start of the day, like that of all others here.
  private static func write(_ day: Day, to file: URL) -> Bool {
    FileManager.default.createFile(
      atPath: file.path, contents: Data("\(day)\n".utf8),
      attributes: [
        .posixPermissions: 0o600,
        .modificationDate: Date(timeIntervalSince1970: Double(day.number) * 86_400),
      ])
  }

  private static func read(_ file: URL) -> Day? {
    guard let bytes = FileManager.default.contents(atPath: file.path), bytes.count <= 64 else {
      return nil
    }
    return Day(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
  }
}
