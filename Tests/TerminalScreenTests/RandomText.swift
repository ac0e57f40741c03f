// SPDX-License-Identifier: Apache-2.0

/// Seeded numbers, so that a failing text can be made again.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Texts of whatever people and attackers could send.
enum RandomText {
  private static let pieces = [
    "овоз", "ғӯзапоя", "и\u{304}", "oʻzbek", "می‌خواهم", "सु", "word", "東京", "😢", "👩‍👩‍👧", "❤️", "👍🏽", "🇹🇯",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{301}", "\u{202E}", "\u{200B}", "\u{1B}[2J",
    "\u{9B}31m", "\u{7}", "\t", " ", " ", "  ", "\n", "\r\n", "\u{2028}", "…", "—", "\u{FEFF}",
    "averyverylongwordthatgoesonwithoutanyspaceatall", "한국", "\u{1160}", "\u{E000}", "1️⃣",
  ]

  static func seeded(_ seed: Int) -> String {
    var numbers = SeededNumbers(seed: seed)
    return (0..<Int.random(in: 0...60, using: &numbers))
      .map { _ in pieces[Int.random(in: pieces.indices, using: &numbers)] }.joined()
  }
}
