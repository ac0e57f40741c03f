// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct BootstrapTests {
  /// Two coders who agree in four of five units.
  private func table(_ units: Int) throws -> RatingTable<Bool> {
    let row = { (unit: Int) in [unit.isMultiple(of: 2), unit.isMultiple(of: 2) != (unit % 5 == 0)] }
    return try RatingTable(coders: 2, units: (0..<units).map(row))
  }

  @Test func `the same seed gives the same interval, another a slightly different one`() throws {
    let table = try table(60)
    let found = [7, 7, 8].map { seed in
      table.alpha(.nominal, bootstrap: Bootstrap(seed: seed))?.interval
    }
    let (first, other) = (try #require(found[0]), try #require(found[2]))
    #expect(found[1] == first)
    #expect(other != first)
    #expect(abs(other.lowerBound - first.lowerBound) < 0.1)
  }

  @Test func `the interval holds the figure and narrows with more units`() throws {
    let widths = try [40, 160, 640].map { units in
      let found = try #require(try table(units).alpha(.nominal, bootstrap: Bootstrap()))
      let interval = try #require(found.interval)
      #expect(interval.contains(found.value))
      return interval.upperBound - interval.lowerBound
    }
    #expect(widths[0] > widths[1] && widths[1] > widths[2])
    // By the square root of the number of units, about.
    #expect((1.5...2.7).contains(widths[0] / widths[1]))
  }

  @Test func `an interval covers the truth about as often as it says`() throws {
    // Coders who each look right in nine of ten units: alpha is .64 for two even values.
    var dice = SplitMix64(state: 5)
    var covered = 0
    for seed in 0..<100 {
      let units: [[Bool?]] = (0..<120).map { _ in
        let truth = Bool.random(using: &dice)
        return (0..<2).map { _ in truth != (Int.random(in: 0..<10, using: &dice) == 0) }
      }
      let table = try RatingTable(coders: 2, units: units)
      let found = table.alpha(.nominal, bootstrap: Bootstrap(rounds: 200, seed: UInt64(seed)))
      if try #require(found?.interval).contains(0.64) { covered += 1 }
    }
    #expect((87...100).contains(covered))
  }

  @Test func `too rare a code has no interval`() throws {
    let units = [[true, true]] + Array(repeating: [false, false], count: 2)
    #expect(Bootstrap(rounds: 100, seed: 1).interval(units: 3) { $0.contains(0) ? nil : 1 } == nil)
    let found = try RatingTable(coders: 2, units: units).alpha(.nominal, bootstrap: Bootstrap())
    #expect(found?.value == 1)
  }

  @Test(arguments: [1, 2, 3, 17, 18, 19])
  func `draws of one use or two are certain of nothing`(used: Int) throws {
    // In the first unit they differ.
    let units = (0..<20).map { [$0 < used, $0 < used && $0 > 0] }
    let found = try #require(
      try RatingTable(coders: 2, units: units).alpha(.nominal, bootstrap: Bootstrap()))
    #expect(found.value < 1)
    #expect((found.interval == nil) == (used < 3 || used > 18))
  }

  @Test(arguments: [1, 3, 10, 17])
  func `where nobody differed nothing tells how surely`(used: Int) throws {
    let units: [[Bool?]] = (0..<20).map { [$0 < used, $0 < used] }
    let found = try #require(
      try RatingTable(coders: 2, units: units).alpha(.nominal, bootstrap: Bootstrap()))
    #expect(found.value == 1 && found.interval == nil)
    // A code that one coder alone judged somewhere changes nothing of that.
    let more = try RatingTable(coders: 2, units: units + [[true, nil], [nil, false]])
    #expect(more.alpha(.nominal, bootstrap: Bootstrap())?.interval == nil)
  }
}
