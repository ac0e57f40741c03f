// SPDX-License-Identifier: Apache-2.0

import TerminalScreen
import Testing

struct LineInputTests {
  private func typed(_ keys: [Key], into text: String = "") -> String {
    var input = LineInput(text, most: 12)
    for key in keys { _ = input.press(key) }
    return input.text
  }

  @Test func `letters with marks are one letter each`() {
    let keys = "ги\u{304}".unicodeScalars.map { Key.character(Character($0)) }
    #expect(typed(keys + [.backspace]) == "г")
  }

  @Test func `words and the whole line can be taken back`() {
    #expect(typed([.control("w")], into: "two words") == "two ")
    #expect(typed([.control("u")], into: "two words").isEmpty)
  }

  @Test func `what is pasted is taken as text, up to the most`() {
    #expect(typed([.pasted("a paste that is long")]) == "a paste that")
  }

  @Test func `the end of a long line is what is seen`() {
    let shown = LineInput("abcdefghij", most: 50).shown(prompt: "> ", width: 8)
    #expect(shown.text.plain == "> fghij")
    #expect(shown.cursor == 7)
  }
}
