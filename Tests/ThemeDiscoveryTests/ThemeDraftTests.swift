// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import ThematicCoding
import ThemeDiscovery
import Testing

struct ThemeDraftTests {
  private func shipped() throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/codebook.yaml")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(arguments: ThemeGroup.allCases)
  func `an adopted theme makes a codebook that can be read, at its end`(group: ThemeGroup) throws {
    let draft = try #require(
      ThemeDraft(
        id: "found_here", group: group,
        words: [.en: ["blanket", "bed", "bed"], .tg: ["кӯрпа", "кат"]], texts: 12))
    let before = try Codebook(parsing: shipped(), file: "before")
    let after = try Codebook(parsing: draft.added(to: shipped()), file: "after")
    #expect(after.themes.count == before.themes.count + 1)
    #expect(Array(after.themes.dropLast()) == before.themes)
    let theme = try #require(after["found_here"])
    #expect(theme.group == group && (theme.actor != nil) == (group == .asked))
    #expect(theme.cues[.en] == ["blank*", "bed"])
    #expect(theme.cues[.tg] == ["кӯрпа*", "кат"])
    #expect(theme.cues[.ru] == theme.cues[.uz] && theme.cues[.ru]?.count == 1)
  }

  @Test func `two adopted themes stand one after the other`() throws {
    let draft = { (id: String) in
      ThemeDraft(id: id, group: .harmed, words: [.ru: ["ночлег"]], texts: 5)
    }
    let first = try #require(draft("first")).added(to: shipped())
    let both = try #require(draft("second")).added(to: first)
    let themes = try Codebook(parsing: both, file: "both").themes
    #expect(themes.suffix(2).map(\.id) == ["first", "second"])
  }

  @Test(arguments: [[], ["a"], ["x\": evil"], ["…", "#"]])
  func `without a word that can be a cue there is no draft`(words: [String]) {
    #expect(ThemeDraft(id: "x", group: .helped, words: [.en: words], texts: 5) == nil)
  }
}
