// SPDX-License-Identifier: Apache-2.0

import Testing
import ThemeLearning

@testable import Redaction
@testable import ThemeDiscovery

struct ThemeFinderTests {
  /// Two subjects in turn, each in sentences of one bag of words.
  private func texts() -> [RedactedText] {
    var random = SeededRandom(seed: 3)
    let subjects = [
      """
      the bus ticket was too expensive and the bus never came on monday because snow covered mountain road \
      village driver station winter
      """,
      """
      my teeth hurt and the dentist wanted gold coins before pulling tooth jaw swollen cheek filling drill \
      chair apple
      """,
    ].map { $0.split(separator: " ").map(String.init) }
    return (0..<60).map { index in
      let words = subjects[index % 2].shuffled(using: &random).prefix(15)
      return RedactedText(text: words.joined(separator: " "), marks: [])
    }
  }

  /// All texts as one theme, as after a merging.
  private func whole(_ texts: [RedactedText], where isIn: (Int) -> Bool = { _ in true })
    -> DiscoveredTheme
  {
    DiscoveredTheme(
      members: texts.indices.filter(isIn), stability: nil, words: [], passages: [])
  }

  @Test func `a joined theme has no stability, since nobody saw it come again`() throws {
    let finder = ThemeFinder(texts())
    let found = finder.find(groups: 2).themes
    #expect(found.map(\.members.count) == [30, 30])
    let joined = finder.joined(try #require(found.first), try #require(found.last))
    #expect(joined.members.count == 60 && joined.stability == nil)
  }

  @Test func `what holds two subjects is parted into them`() throws {
    let texts = texts()
    let parts = try #require(ThemeFinder(texts).parted(whole(texts)))
    #expect(parts.map(\.members.count) == [30, 30])
    #expect(parts.allSatisfy { Set($0.members.map { $0 % 2 }).count == 1 })
    #expect(parts.allSatisfy { $0.stability ?? 0 > 0.6 })
  }

  @Test(arguments: [0, 1])
  func `shuffles of one bag of words are not parted`(subject: Int) {
    let texts = texts()
    let noise = whole(texts) { $0 % 2 == subject }
    #expect(ThemeFinder(texts).parted(noise) == [])
  }

  @Test func `no part is of few women alone`() {
    let texts = texts()
    let writers = texts.indices.map { (index: Int) -> Int in
      index % 2 == 0 ? index % 8 / 2 : 100 + index
    }
    #expect(ThemeFinder(texts, writers: writers).parted(whole(texts)) == [])
  }

  @Test func `too few texts are not parted`() {
    let texts = texts()
    #expect(ThemeFinder(texts).parted(whole(texts) { $0 < 9 }) == nil)
  }
}
