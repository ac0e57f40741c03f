// SPDX-License-Identifier: Apache-2.0

import Reading
import Testing

struct TextUnitsTests {
  private func cut(_ text: String, _ ranges: [Range<Int>]) -> [String] {
    ranges.map { String(String.UnicodeScalarView(Array(text.unicodeScalars)[$0])) }
  }

  @Test func `sentences end at their signs`() {
    let text = "Ман рафтам. Кӣ буд? «Не!» Боз омадам…"
    #expect(
      cut(text, TextUnits(text).sentences) == ["Ман рафтам.", "Кӣ буд?", "Не!»", "Боз омадам…"])
  }

  @Test func `initials, numbers and line ends`() {
    let text = "А. Б. рафт в 10.5 часов\nпотом ушла"
    #expect(cut(text, TextUnits(text).sentences) == ["А. Б. рафт в 10.5 часов", "потом ушла"])
  }

  @Test func `a stretch without signs is cut after thirty words`() {
    let text = Array(repeating: "сухан", count: 65).joined(separator: " ")
    #expect(TextUnits(text).sentences.count == 3)
  }

  @Test func `apostrophes are inside of words, neutral words are whole`() {
    let text = "oʻzbek so'z [person 1] а'ло"
    let units = TextUnits(text, whole: [12..<22])
    #expect(cut(text, units.words) == ["oʻzbek", "so'z", "[person 1]", "а'ло"])
  }

  @Test(arguments: ["", "...", " \n ", "\u{301}", "😢", "a", "[", "'''", "a'", "-a-"])
  func `odd texts have units that lie inside of them`(text: String) {
    let units = TextUnits(text)
    let count = text.unicodeScalars.count
    for range in units.words + units.sentences {
      #expect(!range.isEmpty && range.upperBound <= count)
    }
    #expect(units.words.isEmpty == units.sentences.isEmpty)
  }
}
