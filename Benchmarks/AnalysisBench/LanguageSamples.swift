// SPDX-License-Identifier: Apache-2.0

import Foundation
import Languages
import ThemeLearning

/// A text of a known language, as a line of a file.
struct LanguageLine: Decodable {
  let text: String
  let lang: String

  static func read(_ path: String) throws -> [LanguageLine] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    return try data.split(separator: UInt8(ascii: "\n")).map { bytes in
      guard let line = try? JSONDecoder().decode(LanguageLine.self, from: bytes) else {
        throw AnalysisBenchError.unusable(path)
      }
      return line
    }
  }
}

/// One text as it is typed in one variant.
struct LanguageSample {
  let text: String
  let variant: LanguageVariant
}

/// Types a text in every variant of its language.
struct LanguageTyping {
  /// Whether each text typed in Latin letters has a scheme of its own.
  let isMixed: Bool

  /// The variants of a line; empty for a language that is not learned.
  ///
  /// A line whose language names a variant stays as it is; so does a `tg` or `ru` line that is not in Cyrillic letters.
  func samples(
    of line: LanguageLine, _ random: inout some RandomNumberGenerator
  ) -> [LanguageSample] {
    if let variant = LanguageVariant(rawValue: line.lang), line.lang.contains("-") {
      return [LanguageSample(text: line.text, variant: variant)]
    }
    let isCyrillic = line.text.unicodeScalars.contains { (0x400..<0x530).contains($0.value) }
    let latin = isMixed ? TypedInLatin(mixedBy: &random) : .usual
    switch (line.lang, isCyrillic) {
    case ("tg", true):
      return [
        LanguageSample(text: line.text, variant: .tajik),
        LanguageSample(
          text: TypedOtherwise.onRussianKeys(line.text), variant: .tajikOnRussianKeys),
        LanguageSample(text: latin(line.text), variant: .tajikInLatin),
      ]
    case ("tg", false): return [LanguageSample(text: line.text, variant: .tajikInLatin)]
    case ("ru", true):
      return [
        LanguageSample(text: line.text, variant: .russian),
        LanguageSample(text: latin(line.text), variant: .russianInLatin),
      ]
    case ("ru", false): return [LanguageSample(text: line.text, variant: .russianInLatin)]
    case ("uz", false): return uzbek(line.text, &random)
    case ("uz", true): return [LanguageSample(text: line.text, variant: .uzbekInCyrillic)]
    case ("en", _): return [LanguageSample(text: line.text, variant: .english)]
    default: return []
    }
  }

  private func uzbek(
    _ text: String, _ random: inout some RandomNumberGenerator
  ) -> [LanguageSample] {
    let latin = isMixed ? TypedOtherwise.withAnotherApostrophe(text, &random) : text
    var cyrillic = TypedOtherwise.inUzbekCyrillic(text)
    if isMixed, Int.random(in: 0..<3, using: &random) == 0 {
      cyrillic = TypedOtherwise.onRussianKeys(cyrillic)
    }
    return [
      LanguageSample(text: latin, variant: .uzbek),
      LanguageSample(text: cyrillic, variant: .uzbekInCyrillic),
    ]
  }
}

extension String {
  /// So many words in a row from a random place, in small letters; nil where there are fewer.
  func snippet(words: Int, _ random: inout some RandomNumberGenerator) -> String? {
    let all = split(whereSeparator: \.isWhitespace)
    guard all.count >= words else { return nil }
    let first = Int.random(in: 0...(all.count - words), using: &random)
    return all[first..<first + words].joined(separator: " ").lowercased()
  }
}
