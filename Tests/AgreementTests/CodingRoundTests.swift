// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Agreement

@Suite struct CodingRoundTests {
  private let round = CodingRound([
    ("sitora", [1: ["blamed"], 2: ["blamed", "shelter"], 3: [], 4: ["shelter"]]),
    ("firuza", [1: ["blamed"], 2: ["shelter"], 3: [], 4: ["shelter"], 5: ["blamed"]]),
  ])

  @Test func `each code has its own figures, over what two coders judged`() throws {
    let found = try round.agreement(on: ["blamed", "shelter", "work"])
    #expect(found.map(\.code) == ["blamed", "shelter", "work"])
    #expect(found.map(\.units) == [4, 4, 4])
    #expect(found[0].percent == 0.75)
    #expect(found[1].alpha == 1)
    #expect(found[2].percent == 1 && found[2].alpha == nil)
  }

  @Test func `a code under .67 needs a person, one without an alpha does not`() throws {
    let found = try round.agreement(on: ["blamed", "shelter", "work"])
    #expect(found.map(\.needsPerson) == [true, false, false])
  }

  @Test(arguments: [
    (2, 1, false), (9, 4, false), (10, 4, false), (10, 5, true), (20, 15, true), (20, 17, false),
  ])
  func `an alpha of 1 from few units, or few uses, is not measured`(
    units: Int, uses: Int, isMeasured: Bool
  ) throws {
    let decisions = Dictionary(
      uniqueKeysWithValues: (0..<units).map { ($0, $0 < uses ? Set(["blamed"]) : []) })
    let round = CodingRound([("sitora", decisions), ("firuza", decisions)])
    let found = try #require(try round.agreement(on: ["blamed"]).first)
    #expect(found.alpha == 1 && found.isMeasured == isMeasured)
  }

  @Test func `where coders differ is named with the codes they differ in`() {
    #expect(round.disagreements == [2: ["blamed"]])
  }

  @Test func `a third coder who has not coded a unit yet does not differ there`() throws {
    let three = CodingRound([
      ("sitora", [1: ["blamed"], 2: []]), ("firuza", [1: ["blamed"], 2: []]),
      ("machine", [2: ["blamed"]]),
    ])
    #expect(three.disagreements == [2: ["blamed"]])
    let found = try three.agreement(on: ["blamed"])
    #expect(found[0].cohen == nil)
    #expect(found[0].units == 2)
  }

  @Test func `a code of which a coder is not sure is neither given nor left out`() throws {
    let round = CodingRound(
      [
        ("sitora", [1: ["blamed"], 2: ["blamed"], 3: []]),
        ("machine", [1: ["blamed"], 2: [], 3: []]),
      ],
      unsure: ["machine": [2: ["blamed"], 3: ["shelter"]]])
    let found = try round.agreement(on: ["blamed", "shelter"])
    #expect(found.map(\.units) == [2, 2])
    #expect(found.map(\.percent) == [1, 1])
    #expect(round.disagreements == [:])
  }

  @Test func `the figures over whole sets credit a part`() throws {
    let sets = try round.agreementOverall()
    let strict = try RatingTable(
      coders: 2, units: [["b", "b"], ["bs", "s"], ["", ""], ["s", "s"]]
    ).alpha(.nominal)
    #expect(try #require(sets.alpha) > #require(strict))
  }

  @Test func `one coder alone is refused`() {
    let alone = CodingRound([("sitora", [1: ["blamed"]])])
    #expect(throws: AgreementError.tooFewCoders) { try alone.agreementOverall() }
  }

  @Test func `the same decisions give the same intervals on every run`() throws {
    let decisions = Dictionary(
      uniqueKeysWithValues: (0..<50).map { ($0, $0.isMultiple(of: 3) ? Set(["a"]) : []) })
    let others = decisions.mapValues { $0 }.merging([3: [], 6: [], 7: ["a"]]) { $1 }
    let found = try (0..<2).map { _ in
      try CodingRound([("one", decisions), ("two", others)]).agreement(on: ["a"])
    }
    #expect(found[0] == found[1])
    #expect(found[0][0].interval != nil)
  }
}
