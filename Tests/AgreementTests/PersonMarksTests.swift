// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct PersonMarksTests {
  /// Two coders; they agree on the first codes everywhere and on the second by chance only.
  private func figures(agreedOn good: String, not bad: String) throws -> [CodeAgreement] {
    let decisions = Dictionary(
      uniqueKeysWithValues: (0..<40).map { unit in
        (unit, Set(unit.isMultiple(of: 2) ? [good] : []).union(unit % 4 < 2 ? [bad] : []))
      })
    let others = Dictionary(
      uniqueKeysWithValues: (0..<40).map { unit in
        (unit, Set(unit.isMultiple(of: 2) ? [good] : []).union(unit % 8 < 4 ? [bad] : []))
      })
    return try CodingRound([("one", decisions), ("two", others)]).agreement(on: [good, bad, "none"])
  }

  @Test func `a code under .67 needs a person, another one or an unknown one does not`() throws {
    var marks = PersonMarks()
    #expect(!marks.needsPerson("blamed") && !marks.needsPerson("work"))
    marks.take(try figures(agreedOn: "blamed", not: "work"))
    #expect(marks.codes == ["work"])
    #expect(marks.needsPerson("work"))
    #expect(!marks.needsPerson("blamed") && !marks.needsPerson("none"))
  }

  @Test func `better figures take a mark away, no figure leaves it`() throws {
    var marks = PersonMarks(codes: ["work", "none"])
    marks.take(try figures(agreedOn: "work", not: "blamed"))
    #expect(marks.codes == ["blamed", "none"])
  }
}
