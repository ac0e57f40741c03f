// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import TerminalScreen

struct ShownTextTests {
  @Test(arguments: [
    ("a", 1), ("ӣ", 1), ("и\u{304}", 1), ("ғ", 1), ("ʻ", 1), ("東", 2), ("😢", 2), ("한", 2),
    ("❤️", 1), ("👍🏽", 2), ("👩‍👩‍👧", 6), ("🇹🇯", 2), ("س", 1), ("…", 1), ("░", 1), ("ｶﾞ", 2),
  ])
  func `a cluster has the width that terminals give it`(text: String, width: Int) {
    #expect(ShownText(text).cells.reduce(0) { $0 + $1.width } == width)
  }

  @Test func `letters of every script in use are as wide as the C library says`() throws {
    let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    // Glibc's header hides it behind a macro.
    let found = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(found, to: (@convention(c) (wchar_t) -> Int32).self)
    var differing: [UInt32] = []
    for value in UInt32(0x20)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value), VisibleScalar.isSafe(scalar) else { continue }
      // What the C library does not know is newer than it.
      let expected = wcwidth(wchar_t(value))
      if expected >= 0, CharacterWidth.of(scalar) != Int(expected) { differing.append(value) }
    }
    // The hexagrams (Unicode 16 made them wide), some marks, and jamo without a syllable.
    #expect(differing.count < 200, "\(differing.prefix(40).map { String($0, radix: 16) })")
    #expect(!differing.contains { $0 < 0x900 })
  }

  @Test(arguments: 0..<300)
  func `cells stand for every scalar, in order`(seed: Int) {
    let text = RandomText.seeded(seed)
    var next = 0
    for cell in ShownText(text).cells {
      #expect(cell.scalars.lowerBound == next)
      next = cell.scalars.upperBound
    }
    #expect(next == text.unicodeScalars.count)
  }

  @Test(arguments: 0..<300)
  func `nothing that steers a terminal is drawn`(seed: Int) {
    for cell in ShownText(RandomText.seeded(seed)).cells {
      for scalar in cell.glyph.unicodeScalars where scalar != "\u{200C}" {
        #expect(VisibleScalar.isSafe(scalar))
      }
    }
  }

  @Test func `an escape and a bidirectional mark are shown as numbers`() {
    let shown = ShownText("a\u{1B}[2J\u{202E}b").cells.map(\.glyph).joined()
    #expect(shown == "a⟨U+001B⟩[2J⟨U+202E⟩b")
  }

  @Test func `a letter takes four marks and no more`() {
    let cells = ShownText("e" + String(repeating: "\u{301}", count: 50) + "x").cells
    #expect(cells.map(\.glyph.unicodeScalars.count) == [5, 1])
  }

  @Test func `a mark without a letter gets a circle`() {
    #expect(ShownText("\u{301}a").cells.map(\.glyph) == ["◌\u{301}", "a"])
  }
}
