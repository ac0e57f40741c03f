// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct TextbookTests {
  /// Krippendorff (2011), example C: four observers, twelve units, gaps.
  private static let fourObservers: [[Int?]] = [
    [1, 1, nil, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [nil, 5, 5, 5], [nil, nil, 1, 1],
    [nil, nil, 3, nil],
  ]

  @Test func `Krippendorff's four observers have a nominal alpha of .743`() throws {
    let table = try RatingTable(coders: 4, units: Self.fourObservers)
    let alpha = try #require(table.alpha(.nominal))
    #expect(abs(alpha - 0.743) < 0.0005)
    #expect(table.pairable == 11)
  }

  @Test func `Krippendorff's two observers of ten articles have an alpha of .095`() throws {
    let first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    let second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    let table = try RatingTable(coders: 2, units: zip(first, second).map { [$0, $1] })
    let alpha = try #require(table.alpha(.nominal))
    #expect(abs(alpha - 0.095) < 0.0005)
  }

  @Test func `Fleiss' fourteen psychiatrists and ten subjects have a kappa of .210`() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let units = counts.map { row in
      row.enumerated().flatMap { Array(repeating: Optional($0.offset), count: $0.element) }
    }
    let kappa = try #require(RatingTable(coders: 14, units: units).fleiss)
    #expect(abs(kappa - 0.210) < 0.0005)
  }

  @Test func `fifty proposals read by two have a Cohen's kappa of .4 at 70 % agreement`() throws {
    let units =
      Array(repeating: [true, true], count: 20) + Array(repeating: [true, false], count: 5)
      + Array(repeating: [false, true], count: 10) + Array(repeating: [false, false], count: 15)
    let table = try RatingTable(coders: 2, units: units)
    #expect(try abs(#require(table.percent) - 0.7) < 1e-12)
    #expect(try abs(#require(table.cohen) - 0.4) < 1e-12)
  }

  @Test(arguments: [
    ("a", "a", 0.0), ("a", "ab", 2.0 / 3), ("ab", "bc", 8.0 / 9), ("a", "b", 1.0), ("", "a", 1.0),
    ("", "", 0.0),
  ])
  func `Passonneau's distance weighs parts and overlaps`(
    one: String, other: String, apart: Double
  ) {
    let (one, other) = (Set(one), Set(other))
    #expect(abs(Distance.masi().between(one, other) - apart) < 1e-12)
    #expect(abs(Distance.masi().between(other, one) - apart) < 1e-12)
  }
}
