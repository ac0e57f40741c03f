// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

/// What holds for the plain view of every text, on texts put together at random.
struct TextCoreTests {
  @Test(arguments: 0..<10)
  func `any text is read, and every part maps back to whole clusters`(_ seed: UInt64) {
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<10_000 {
      let original = dice.text(of: pieces, upTo: 8)
      let text = NormalizedText(original)
      #expect(text.originalCount == original.unicodeScalars.count)
      let boundaries = clusterBoundaries(original)
      var end = 0
      for index in text.scalars.indices {
        let range = text.originalRange(of: index..<(index + 1))
        let isWhole = boundaries.contains(range.lowerBound) && boundaries.contains(range.upperBound)
        #expect(isWhole && !range.isEmpty && range.lowerBound >= end - range.count)
        end = max(end, range.upperBound)
      }
      #expect(end <= text.originalCount)
      #expect(text.words.allSatisfy { text.scalars.indices.contains($0.range.lowerBound) })
    }
  }

  @Test(arguments: 0..<10)
  func `a letter or digit in any compatible form reads like its plain one`(_ seed: UInt64) {
    var dice = Dice(state: seed &* 0xD6E8_FEB8_6659_FD93 | 1)
    for _ in 0..<500 {
      let plain = (0..<Int.random(in: 1...12, using: &dice)).map { _ in
        letters.randomElement(using: &dice) ?? "a"
      }
      let dressed = plain.map { Dress.any(of: $0, &dice) }.joined()
      // Foundation's own mapping says what the form stands for.
      #expect(dressed.precomposedStringWithCompatibilityMapping.lowercased() == String(plain))
      #expect(read(dressed) == read(String(plain)))
    }
  }

  @Test(arguments: 0..<10)
  func `what cannot be seen changes nothing that rules read`(_ seed: UInt64) {
    var dice = Dice(state: seed &* 0x2545_F491_4F6C_DD1D | 1)
    for _ in 0..<500 {
      let plain = "Мадина 901 23-45 O\u{2BB}g\u{2BB}il ҷӯра"
      var hidden = ""
      for scalar in plain.unicodeScalars {
        hidden.unicodeScalars.append(scalar)
        if Int.random(in: 0..<3, using: &dice) == 0 {
          hidden += invisible.randomElement(using: &dice) ?? ""
        }
      }
      #expect(read(hidden) == read(plain))
    }
  }

  @Test(arguments: ["\u{2BB}", "\u{2BC}", "\u{2018}", "\u{2019}", "`", "\u{B4}", "'", "\u{2032}"])
  func `every apostrophe is one`(_ apostrophe: String) {
    let word = NormalizedText("o\(apostrophe)g\(apostrophe)il").words
    #expect(word.map(\.skeleton) == NormalizedText("o'g'il").words.map(\.skeleton))
    #expect(word.count == 1)
  }

  @Test(arguments: [
    ("и\u{306}", "й"), ("у\u{304}", "ӯ"), ("и\u{304}", "ӣ"), ("у\u{306}", "ў"), ("е\u{308}", "ё"),
    ("s\u{327}", "ş"), ("g\u{306}", "ğ"), ("o\u{308}", "ö"),
  ])
  func `a letter with its accent apart is the letter`(_ apart: String, _ whole: String) {
    #expect(read("а\(apart)а") == read("а\(whole)а"))
    let text = NormalizedText("а\(apart)а")
    #expect(text.originalRange(of: 1..<2) == 1..<3)
  }

  private func read(_ text: String) -> String {
    String(String.UnicodeScalarView(NormalizedText(text).scalars))
  }
}

/// Other forms of a small Latin letter or a digit, by arithmetic on the blocks of Unicode.
private enum Dress {
  static func any(of character: Character, _ dice: inout Dice) -> String {
    guard let scalar = character.unicodeScalars.first else { return "" }
    let bases: [UInt32]
    let offset: UInt32
    if scalar.properties.numericType != nil {
      offset = scalar.value - 0x30
      bases = [0x30, 0xFF10, 0x1D7CE, 0x1D7EC, 0x1D7F6]
    } else {
      offset = scalar.value - 0x61
      bases = [0x61, 0x41, 0xFF41, 0xFF21, 0x1D41A, 0x1D400, 0x24D0, 0x1D5EE, 0x1D670]
    }
    let dressed = (bases.randomElement(using: &dice) ?? 0x61) + offset
    return Unicode.Scalar(dressed).map { String(Character($0)) } ?? ""
  }
}

private let letters: [Character] = Array("abcdefghijklmnopqrstuvwxyz").filter {
  !"ols".contains($0)
}
private let invisible = [
  "\u{200B}", "\u{200C}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{AD}", "\u{FE0F}",
  "\u{301}", "\u{200F}", "\u{2060}",
]
private let pieces = [
  " ", "\r\n", "Мадина", "9", "О", "з", "[person 1]", "[", "👩‍👧", "🇹🇯", "e\u{301}", "ﬁ", "𝐌", "٣",
  "\u{200D}", "\u{202E}", "\u{AD}", "o\u{2BB}", "각", "क्षि", "A B 0 0 3", ".", "-",
]
