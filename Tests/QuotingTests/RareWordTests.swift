// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Quoting

// G10
struct RareWordTests {
  @Test func `a word that only she wrote is listed, as it stands in the draft`() {
    let groups = groups(
      "They took my green suitcase", hers: "they took my green suitcase",
      others: ["they took my money", "a green door", "my money"])
    #expect(groups.map(\.words) == ["my green", "suitcase"])
    #expect(groups.map(\.isHers) == [true, true])
  }

  @Test func `a word that only another wrote is listed as another's`() {
    let groups = groups("They took a suitcase", hers: "they took it", others: ["a suitcase", "a"])
    #expect(groups.map(\.words) == ["They", "took", "suitcase"])
    #expect(groups.map(\.isHers) == [true, true, false])
  }

  @Test func `what two wrote or nobody wrote is not listed`() {
    #expect(groups("green door", hers: "green door", others: ["green door"]) == [])
    #expect(groups("Something unheard of", hers: "green", others: ["door"]) == [])
  }

  @Test func `a group that holds a smaller one is not listed again, up to three words`() {
    let others = ["a b", "b c", "c d", "d e", "a c", "a d"]
    #expect(
      groups("a b c d e", hers: "a b c d e", others: others).map(\.words) == [
        "a b c", "b c d", "c d e",
      ])
  }

  @Test func `another script and another spelling are the same word`() {
    let groups = groups(
      "чемодан", hers: "ЧЕМОДАН", others: ["chemodan"])
    #expect(groups == [])
  }

  @Test func `nothing reaches across a redaction mark`() {
    let groups = groups("came [place] late", hers: "came [place] late", others: ["late came"])
    #expect(groups == [])
  }

  @Test func `a testimony counts once, however often it says a word`() {
    #expect(groups("door", hers: "door door. Door", others: ["window"]).map(\.words) == ["door"])
  }

  @Test func `an empty draft has none`() {
    #expect(groups("", hers: "door", others: []) == [])
    #expect(groups("[place]", hers: "[place]", others: []) == [])
  }

  private func groups(_ text: String, hers: String, others: [String]) -> [RareWords.Group] {
    var rare = RareWords(in: text, of: Stage.record)
    rare.add([hers], of: Stage.record)
    for (index, other) in others.enumerated() { rare.add([other], of: [UInt8(index)]) }
    return rare.groups()
  }
}
