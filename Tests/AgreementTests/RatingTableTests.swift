// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct RatingTableTests {
  @Test func `a table needs two coders, and a place for each in every row`() throws {
    #expect(throws: AgreementError.tooFewCoders) {
      try RatingTable<Bool>(coders: 1, units: [[true]])
    }
    #expect(throws: AgreementError.raggedTable) {
      try RatingTable<Bool>(coders: 2, units: [[true, false], [true]])
    }
  }

  @Test func `where nobody was judged twice there is no figure`() throws {
    let table = try RatingTable(coders: 2, units: [[true, nil], [nil, false]])
    #expect(table.pairable == 0)
    #expect(table.percent == nil && table.cohen == nil && table.fleiss == nil)
    #expect(table.alpha(.nominal) == nil)
  }

  @Test func `a code that nobody gave has full percent and no alpha`() throws {
    let table = try RatingTable(coders: 2, units: Array(repeating: [false, false], count: 9))
    #expect(table.percent == 1)
    #expect(table.cohen == nil && table.fleiss == nil && table.alpha(.nominal) == nil)
  }

  @Test func `a unit that one coder left out says nothing to alpha`() throws {
    let judged: [[Int?]] = [[1, 1], [2, 2], [1, 2], [2, 2]]
    let more = try RatingTable(coders: 2, units: judged + [[1, nil], [nil, nil]])
    let table = try RatingTable(coders: 2, units: judged)
    #expect(more.alpha(.nominal) == table.alpha(.nominal))
  }

  @Test func `the order of units and of coders changes no figure`() throws {
    let units: [[Int?]] = [[1, 1, 2], [2, 2, nil], [3, 1, 3], [1, 1, 1], [2, 3, 2]]
    let table = try RatingTable(coders: 3, units: units)
    let turned = try RatingTable(coders: 3, units: units.reversed().map { $0.reversed() })
    let (one, other) = (try #require(table.alpha(.nominal)), turned.alpha(.nominal))
    #expect(try abs(one - #require(other)) < 1e-12)
    #expect(table.percent == turned.percent)
  }
}
