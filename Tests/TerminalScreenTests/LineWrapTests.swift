// SPDX-License-Identifier: Apache-2.0

import TerminalScreen
import Testing

struct LineWrapTests {
  private func wrapped(_ text: String, _ width: Int) -> [String] {
    let shown = ShownText(text)
    return shown.lines(width: width).map { shown.cells[$0].map(\.glyph).joined() }
  }

  @Test func `lines are broken between words`() {
    #expect(wrapped("Ман ба милиса рафтам", 10) == ["Ман ба", "милиса", "рафтам"])
  }

  @Test func `a word that is too long is broken where the line ends`() {
    #expect(wrapped("abcdefgh ij", 5) == ["abcde", "fgh", "ij"])
  }

  @Test func `a word that just fits stays whole`() {
    #expect(wrapped("abcde fghij", 5) == ["abcde", "fghij"])
  }

  @Test func `the writer's own line ends stay`() {
    #expect(wrapped("a\n\nb", 10) == ["a", "", "b"])
  }

  @Test func `wide letters are never cut in half`() {
    #expect(wrapped("東京都", 5) == ["東京", "都"])
  }

  @Test(arguments: 0..<400)
  func `every line fits, and every letter is on exactly one line`(seed: Int) {
    let shown = ShownText(RandomText.seeded(seed))
    let width = 12 + seed % 70
    var next = 0
    for line in shown.lines(width: width) {
      #expect(shown.cells[line].reduce(0) { $0 + $1.width } <= width)
      #expect(line.lowerBound >= next)
      #expect(shown.cells[next..<line.lowerBound].allSatisfy { $0.role != .ink })
      next = line.upperBound
    }
    #expect(shown.cells[next...].allSatisfy { $0.role != .ink })
  }
}
