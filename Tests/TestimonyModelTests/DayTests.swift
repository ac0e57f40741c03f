// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-23", 20_780),
    ("2026-12-31", 20_818), ("2024-02-29", 19_782),
  ])
  func `a day is read and written alike`(text: String, number: Int) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.description == text)
    #expect(Day(number: number) == day)
  }

  @Test(arguments: [
    "", "2026", "2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1",
    "2026/01/01", "26-01-01", "2026-01-01 ", " 2026-01-01", "2026-01-1x", "20260101",
    "+026-01-01", "2026-01-01T00:00:00Z", "٢٠٢٦-٠١-٠١", "soon",
  ])
  func `what is not a day is not read as one`(text: String) { #expect(Day(text) == nil) }

  @Test(arguments: [(-1, -1), (0, 0), (86_399, 0), (86_400, 1), (-86_400, -1), (-86_401, -2)])
  func `a moment falls on its day, before 1970 too`(second: Int, number: Int) {
    #expect(Day(of: Date(timeIntervalSince1970: Double(second))).number == number)
  }

  /// A campaign of 17 days in periods of 7: two whole ones and three days.
  @Test(arguments: [
    ("2025-12-01", 0), ("2026-01-01", 0), ("2026-01-07", 0), ("2026-01-08", 1),
    ("2026-01-14", 1), ("2026-01-15", 2), ("2026-01-17", 2), ("2026-03-01", 2),
  ])
  func `a day lies in its intake period, borders included`(day: String, epoch: Int) throws {
    let campaign = try Canned(opens: "2026-01-01", closes: "2026-01-17").campaign
    #expect(campaign.epoch(of: try #require(Day(day))) == epoch)
  }

  @Test func `periods follow each other without gap and end with the campaign`() throws {
    let campaign = try Canned(opens: "2026-01-01", closes: "2026-01-17").campaign
    let texts = (0...2).map { campaign.days(ofEpoch: $0) }
      .map { "\($0.lowerBound) \($0.upperBound)" }
    #expect(
      texts == ["2026-01-01 2026-01-07", "2026-01-08 2026-01-14", "2026-01-15 2026-01-17"])
  }

  @Test(arguments: [
    ("2025-12-31", false), ("2026-01-01", true), ("2026-01-17", true), ("2026-01-18", false),
  ])
  func `a campaign is open from its first to its last day`(day: String, isOpen: Bool) throws {
    let campaign = try Canned(opens: "2026-01-01", closes: "2026-01-17").campaign
    #expect(campaign.isOpen(on: try #require(Day(day))) == isOpen)
  }
}
