// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

/// A clock that is wrong lets nothing go that nobody has.
@Suite struct ClockWatchTests {
  private let scratch: Scratch
  private let events = Events()
  private let running = Shared(Duration.zero)

  init() throws { scratch = try Scratch() }

  private func watch(_ retentionDays: Int = 90) -> Watching {
    Watching(
      ClockWatch(
        folder: scratch.folder, retentionDays: retentionDays,
        log: EventLog { [events] in events.add($0) }
      ) { [running] in running.withLock { $0 } })
  }

  // G5
  @Test func `days that follow each other are believed, and a month's pause too`() throws {
    let watch = watch()
    #expect(watch.mayLetGo(on: try day("2026-11-01"), isEmpty: true))
    for next in ["2026-11-02", "2026-11-02", "2026-12-02", "2027-01-01", "2026-12-31"] {
      #expect(watch.mayLetGo(on: try day(next), isEmpty: false), "\(next)")
    }
    #expect(events.all == [])
  }

  // G5
  @Test func `a day far ahead is doubted until the program has run for a week with it`() throws {
    let watch = watch()
    #expect(watch.mayLetGo(on: try day("2026-11-01"), isEmpty: true))
    let wrong = try day("2031-11-01")
    for _ in 1...3 { #expect(!watch.mayLetGo(on: wrong, isEmpty: false)) }
    running.withLock { $0 = ClockWatch.patience - .seconds(1) }
    #expect(!watch.mayLetGo(on: Day(number: wrong.number + 6), isEmpty: false))
    #expect(events.all == [.dayDoubted], "it is said once")
    // Set right in time, nothing has happened; what was doubted is forgotten.
    #expect(watch.mayLetGo(on: try day("2026-11-08"), isEmpty: false))
    running.withLock { $0 = ClockWatch.patience }
    #expect(!watch.mayLetGo(on: wrong, isEmpty: false))
    running.withLock { $0 = ClockWatch.patience * 2 }
    #expect(watch.mayLetGo(on: Day(number: wrong.number + 7), isEmpty: false))
  }

  // G5
  @Test func `another clock begins the week anew, and is told`() throws {
    let watch = watch()
    #expect(watch.mayLetGo(on: try day("2026-11-01"), isEmpty: true))
    for (time, text) in [
      (0, "2027-01-15"), (6, "2037-01-15"), (7, "2037-01-16"), (12, "2027-01-15"),
    ] {
      running.withLock { $0 = .seconds(86_400 * time) }
      #expect(!watch.mayLetGo(on: try day(text), isEmpty: false), "\(text)")
    }
    #expect(events.all == [.dayDoubted, .dayDoubted, .dayDoubted])
    running.withLock { $0 = .seconds(86_400 * 19) }
    #expect(watch.mayLetGo(on: try day("2027-01-22"), isEmpty: false))
  }

  // G5
  @Test func `a clock that was never set is not remembered, and any other that went back is`()
    throws
  {
    let watch = watch()
    #expect(watch.mayLetGo(on: try day("2026-11-20"), isEmpty: true))
    for isEmpty in [true, false] {
      #expect(watch.mayLetGo(on: try day("1970-01-01"), isEmpty: isEmpty))
      #expect(watch.mayLetGo(on: try day("2026-11-21"), isEmpty: false))
    }
    #expect(events.all == [])
    // A day that was wrong is put right at once, or a later start with it would let everything go.
    for isEmpty in [true, false] {
      #expect(watch.mayLetGo(on: try day("2035-01-01"), isEmpty: true))
      #expect(watch.mayLetGo(on: try day("2026-11-22"), isEmpty: isEmpty))
      #expect(!watch.mayLetGo(on: try day("2035-01-01"), isEmpty: false))
    }
  }

  // G5
  @Test func `what arrives before the first round finds a day that is known`() throws {
    ClockWatch.note(try day("1970-01-01"), in: scratch.folder)
    #expect(
      ClockWatch.follows(try day("2026-11-29"), in: scratch.folder, retentionDays: 90).last == nil)
    ClockWatch.note(try day("2026-11-29"), in: scratch.folder)
    #expect(watch().mayLetGo(on: try day("2026-11-29"), isEmpty: false))
    #expect(events.all == [])
  }

  @Test func `a start anew waits anew`() throws {
    let first = watch()
    #expect(first.mayLetGo(on: try day("2026-11-01"), isEmpty: true))
    let second = watch()
    #expect(!second.mayLetGo(on: try day("2027-11-01"), isEmpty: false))
    running.withLock { $0 = ClockWatch.patience }
    let third = watch()
    #expect(!third.mayLetGo(on: try day("2027-11-01"), isEmpty: false))
  }

  @Test func `where no day is known it is doubted, unless somebody writes today into the file`()
    throws
  {
    let watch = watch()
    let today = try day("2026-11-29")
    let file = scratch.folder.appending(path: ClockWatch.name)
    for content in [nil, "", "soon", "2026-13-01"] {
      if let content { try Data(content.utf8).write(to: file) }
      #expect(!watch.mayLetGo(on: today, isEmpty: false))
      #expect(!ClockWatch.follows(today, in: scratch.folder, retentionDays: 90).holds)
    }
    try Data("2026-11-29\n".utf8).write(to: file)
    #expect(ClockWatch.follows(today, in: scratch.folder, retentionDays: 90).holds)
    #expect(watch.mayLetGo(on: today, isEmpty: false))
  }

  @Test(arguments: [(90, 30), (3_650, 30), (30, 10), (7, 2), (1, 2)])
  func `the shorter testimonies stay, the shorter a pause is believed`(days: Int, most: Int) throws
  {
    let watch = watch(days)
    let start = try day("2026-11-01")
    #expect(watch.mayLetGo(on: start, isEmpty: true))
    #expect(!watch.mayLetGo(on: Day(number: start.number + most + 1), isEmpty: false))
    #expect(watch.mayLetGo(on: Day(number: start.number + most), isEmpty: false))
  }

  @Test func `a file that cannot be written over is made anew`() throws {
    // Root may write everything; a folder stands for what root left there.
    let file = scratch.folder.appending(path: ClockWatch.name)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    #expect(watch().mayLetGo(on: try day("2026-11-29"), isEmpty: true))
    #expect(try String(contentsOf: file, encoding: .utf8) == "2026-11-29\n")
  }

  // G3
  @Test func `its file is the owner's, and tells the day alone`() throws {
    let watch = watch()
    #expect(watch.mayLetGo(on: try day("2026-11-29"), isEmpty: true))
    let file = scratch.folder.appending(path: ClockWatch.name)
    #expect(try String(contentsOf: file, encoding: .utf8) == "2026-11-29\n")
    let kept = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((kept[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let time = try #require(kept[.modificationDate] as? Date)
    #expect(Day(of: time).description == "2026-11-29")
    #expect(time.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0)
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }
}

/// A watch that can be asked within an expectation.
private final class Watching {
  private var watch: ClockWatch

  init(_ watch: ClockWatch) { self.watch = watch }

  func mayLetGo(on day: Day, isEmpty: Bool) -> Bool { watch.mayLetGo(on: day, isEmpty: isEmpty) }
}
