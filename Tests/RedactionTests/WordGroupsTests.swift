// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct WordGroupsTests {
  private func words(_ count: Int) -> [(hash: UInt64, group: WordGroups.Group)] {
    (0..<count).map { index in
      let group = WordGroups.Group(number: UInt8(index % 255 + 1), family: UInt8(index % 24 + 1))
      return (WordHash.of("word\(index)".utf8), group)
    }
  }

  @Test func `words are found in their groups, and hardly any other word is`() {
    let words = words(500)
    let groups = WordGroups(bits: 10, words: words)
    let found = words.count { groups[$0.hash] == $0.group }
    #expect(found >= 495)
    let others = (0..<1_000).count { groups[WordHash.of("other\($0)".utf8)].number > 0 }
    #expect(others < 50)
  }

  @Test func `of words that sound alike the more frequent one counts`() {
    let twice = [3, 9].map { (hash: UInt64(77), group: WordGroups.Group(number: $0, family: 1)) }
    #expect(WordGroups(bits: 4, words: twice)[77].number == 3)
  }

  @Test func `rare words are left out before the table is full`() {
    let words = words(100)
    let groups = WordGroups(bits: 5, words: words)
    #expect(words.prefix(20).allSatisfy { groups[$0.hash].number > 0 })
    #expect(words.count { groups[$0.hash].number > 0 } < 40)
  }

  @Test func `no groups know no word`() {
    #expect(WordGroups.none[5] == WordGroups.Group())
  }

  @Test func `a table without a free cell is read all the same`() {
    let full = WordGroups(bits: 8, cells: Array(repeating: 1, count: 3 << 8))
    #expect((0..<100).count { full[WordHash.of("word\($0)".utf8)].number > 0 } == 100)
  }

  @Test func `the shipped tagger has groups for names and verbs of speech`() throws {
    let groups = try #require(TaggerModel(shippedTagger())).groups
    let group = { (sound: String) in groups[WordHash.of(sound.utf8)].number }
    #expect(group("zaiavil") > 0)
    #expect(group("zaiavil") == group("soobwil") || group("zaiavil") == group("skazal"))
    #expect(group("ivanov") > 0)
    #expect(group("ivanov") != group("zaiavil"))
  }
}
