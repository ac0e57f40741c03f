// SPDX-License-Identifier: Apache-2.0

import Agreement
import Testing

@Suite struct RevisionTests {
  private func decisions(_ count: Int, changing changed: Int = 0) -> [Int: Set<String>] {
    Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, $0 < changed ? ["b"] : ["a"]) })
  }

  @Test(arguments: [
    (3, 0, true), (3, 1, true), (3, 2, false), (3, 3, false), (42, 4, true), (42, 5, false),
    (0, 0, true),
  ])
  func `whoever changed her mind in a few is taken for the same person`(
    earlier: Int, changed: Int, isUsual: Bool
  ) {
    let revision = Revision(of: decisions(earlier), by: decisions(earlier, changing: changed))
    #expect(revision.earlier == earlier && revision.changed == changed)
    #expect(revision.isUsual == isUsual)
  }

  @Test func `more decisions than before change nothing, and fewer do`() {
    #expect(Revision(of: decisions(3), by: decisions(42)).changed == 0)
    #expect(Revision(of: decisions(42), by: decisions(3)).changed == 39)
  }

  @Test func `two names with the same decisions are found, where there are enough of them`() {
    let others = decisions(20, changing: 9)
    let round = CodingRound([
      ("sitora", decisions(20, changing: 3)), ("firuza", others), ("firuza2", others),
      ("daler", others.filter { $0.key < 4 }),
    ])
    #expect(round.twins(of: "firuza2") == ["firuza"])
    #expect(round.twins(of: "sitora") == [])
    #expect(round.twins(of: "daler") == [], "four are too few")
    #expect(round.twins(of: "nobody") == [])
  }

  @Test func `testimonies without any theme make no twins`() {
    let nothing = decisions(20).mapValues { _ in Set<String>() }
    #expect(CodingRound([("sitora", nothing), ("firuza", nothing)]).twins(of: "firuza") == [])
  }
}
