// SPDX-License-Identifier: Apache-2.0

import Resemblance
import Testing

@Suite struct SharedWordsTests {
  private let passages = [
    "The judge asked me again and again.", "Приют дал мне кровать.", "A shelter gave me a bed.",
    "Судья спрашивал меня снова.",
  ]

  @Test(arguments: [
    ("the judges were asking", 0), ("priyut", 1), ("shelters and beds", 2), ("sudya", 3),
  ])
  func `what shares most words comes first, in any spelling`(text: String, first: Int) {
    let likeness = SharedWords(passages).likeness(to: text)
    #expect(likeness.indices.max { likeness[$0] < likeness[$1] } == first)
    #expect(likeness[first] > 0)
  }

  @Test func `the same words are alike wholly, no shared word not at all`() {
    let likeness = SharedWords(passages).likeness(to: passages[2])
    #expect(abs(likeness[2] - 1) < 1e-9)
    #expect(likeness[1] == 0)
  }

  @Test func `nothing is like an empty text`() {
    #expect(SharedWords(passages).likeness(to: "").allSatisfy { $0 == 0 })
    #expect(SharedWords([]).likeness(to: "judge").isEmpty)
  }
}
