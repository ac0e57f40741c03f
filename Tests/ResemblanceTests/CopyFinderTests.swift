// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Resemblance

@Suite struct CopyFinderTests {
  @Test func `unrelated texts are in no group`() {
    var crowd = Crowd(seed: 1)
    #expect(groups((0..<300).map { _ in crowd.text(60) }).isEmpty)
  }

  @Test func `a copy is found, with its likeness`() {
    var crowd = Crowd(seed: 2)
    let text = crowd.text(60)
    #expect(
      groups([crowd.text(60), text, crowd.text(60), text])
        == [CopyGroup(members: [1, 3], likeness: 1)])
  }

  // What people do to a text that they pass on.
  @Test(arguments: [
    "The invented clerk did not listen to me and then sent me home without any paper at all",
    "THE INVENTED CLERK — did not listen to me; and then sent me home, without any paper at all!!!",
    "  the invented\nclerk did not\tlisten to me and then sent me home without any paper at all",
    "The invented clerk did not listen to me and then sent me home without any paper at all. Thanks",
    "Oh, the invented clerk did not listen to me and then sent me home without any paper at all",
    "The invented clerk did nоt listen to me and then sent me home without any paper at all",
  ])
  func `a copy in other dress is a copy`(text: String) {
    let first =
      "The invented clerk did not listen to me and then sent me home without any paper at all"
    #expect(groups([first, text]).map(\.members) == [[0, 1]])
  }

  @Test func `one text in both scripts is one text`() {
    let cyrillic = "Хуҷҷати маро гирифтанд ва ба ман гап назаданд то он рӯзе ки духтур омад"
    let latin = "Hujjati maro giriftand va ba man gap nazadand to on ruze ki duhtur omad"
    #expect(groups([cyrillic, latin]).map(\.members) == [[0, 1]])
  }

  @Test func `short answers that many give are not compared`() {
    #expect(groups(["I do not know", "I do not know", "no", "no", "", ""]).isEmpty)
    let seven = "one two three four five six seven"
    let eight = seven + " eight"
    #expect(groups([seven, seven]).isEmpty)
    #expect(groups([eight, eight]).count == 1)
  }

  @Test func `nothing reaches from one answer into the next`() {
    var finder = CopyFinder()
    finder.add(["a b c", "d e f", "g h i"])
    finder.add(["a b c d e f g h i"])
    #expect(finder.copies().isEmpty)
  }

  @Test func `a text half of which is another's is not a copy`() {
    var crowd = Crowd(seed: 3)
    let shared = crowd.text(30)
    let texts = (0..<20).map { _ in shared + " " + crowd.text(40) }
    #expect(groups(texts).isEmpty)
  }

  @Test func `the largest group comes first`() {
    var crowd = Crowd(seed: 4)
    let (few, many) = (crowd.text(40), crowd.text(40))
    let texts = [few, many, crowd.text(40), many, few, many]
    #expect(groups(texts).map(\.members) == [[1, 3, 5], [0, 4]])
  }

  @Test(arguments: [1, 2])
  func `floods of changed copies are found among five thousand, whatever their order`(
    seed: UInt64
  ) {
    var crowd = Crowd(seed: seed)
    let templates = (0..<3).map { _ in crowd.text(60) }
    var texts: [(flood: Int?, words: String)] = (0..<4_000).map { _ in (nil, crowd.text(50)) }
    for (flood, template) in templates.enumerated() {
      texts += (0..<[700, 250, 50][flood]).map { _ in (flood, crowd.changed(template, words: 3)) }
    }
    crowd.shuffle(&texts)
    let found = groups(texts.map(\.words))
    #expect(found.map(\.members.count) == [700, 250, 50])
    for (flood, group) in found.enumerated() {
      #expect(group.members.allSatisfy { texts[$0].flood == flood })
      #expect(group.likeness >= 0.4)
    }
  }

  // The table of the page: what a flooder has to change in each copy, so that it is not seen.
  @Test(arguments: [(1, 100...100), (2, 100...100), (4, 90...100), (6, 0...60), (8, 0...10)])
  func `a copy is found until every tenth word is another`(
    changed: Int, found: ClosedRange<Int>
  ) {
    var crowd = Crowd(seed: 7)
    let template = crowd.text(50)
    let copies = (0..<100).map { _ in crowd.changed(template, words: changed) }
    #expect(found.contains(groups(copies).first?.members.count ?? 0))
  }

  // The work grows with the number of texts, not with its square, also where somebody wants it to.
  @Test(arguments: ["one text", "one text, changed", "unrelated", "one phrase in all"])
  func `five thousand texts cost few comparisons each`(kind: String) {
    var crowd = Crowd(seed: 9)
    let template = crowd.text(50)
    var finder = CopyFinder()
    for _ in 0..<5_000 {
      let text =
        switch kind {
        case "one text": template
        case "one text, changed": crowd.changed(template, words: 3)
        case "unrelated": crowd.text(50)
        default: template.prefix(150) + " " + crowd.text(60)
        }
      finder.add([text])
    }
    #expect(finder.comparisons < 5_000 * 70, "\(finder.comparisons)")
    let largest = finder.copies().first?.members.count ?? 0
    let expected = ["one text": 5_000, "one text, changed": 4_900][kind] ?? 0
    #expect(largest >= expected && (expected > 0 || largest == 0), "\(largest)")
  }

  private func groups(_ texts: [String]) -> [CopyGroup] {
    var finder = CopyFinder()
    for text in texts { finder.add([text]) }
    return finder.copies()
  }
}

/// Makes invented words, the same again for the same seed.
struct Crowd: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Words out of a small vocabulary, so that single words are shared by all.
  mutating func text(_ words: Int) -> String {
    (0..<words).map { _ in word() }.joined(separator: " ")
  }

  mutating func word() -> String { "word\(Int.random(in: 0..<400, using: &self))" }

  mutating func changed(_ text: String, words: Int) -> String {
    var parts = text.split(separator: " ").map(String.init)
    for _ in 0..<words { parts[Int.random(in: 0..<parts.count, using: &self)] = word() }
    return parts.joined(separator: " ")
  }

  mutating func shuffle<Value>(_ values: inout [Value]) { values.shuffle(using: &self) }
}
