// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Redaction
@testable import ThemeDiscovery

struct TypicalWordsTests {
  private let texts =
    Array(repeating: "the lantern went out again", count: 4) + ["nothing", "other"]
  private let groups = [0, 0, 0, 0, 1, 1]

  @Test func `a word is shown where three people wrote it, however many answers have it`() {
    let many = TypicalWords(texts, groups: groups, writers: [1, 2, 3, 3, 4, 5])
    #expect(many.words(of: 0).contains("lantern"))
    let few = TypicalWords(texts, groups: groups, writers: [1, 1, 2, 2, 4, 5])
    #expect(few.words(of: 0).isEmpty)
  }

  @Test func `what few people say in many answers is no theme`() throws {
    let subjects = [
      "the blanket was thin, a cold room", "my passport paper expired, a stamp missing",
    ]
    let texts = (0..<48).map { RedactedText(text: "\(subjects[$0 % 2]) number \($0)", marks: []) }
    let everybody = ThemeFinder(texts).find(groups: 2)
    #expect(everybody.themes.map(\.members.count) == [24, 24])
    // The first subject by four women only, the second by twenty-four.
    let writers = texts.indices.map { (index: Int) -> Int in
      index % 2 == 0 ? index % 8 / 2 : 100 + index
    }
    let found = ThemeFinder(texts, writers: writers).find(groups: 2).themes
    #expect(found.map(\.members.count) == [24])
    #expect(found.first?.words.contains("blanket") == false)
  }
}
