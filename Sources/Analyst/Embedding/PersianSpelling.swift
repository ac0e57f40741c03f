// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes Tajik in the Persian alphabet, for a model that read much Persian and hardly any Tajik.
///
/// Both are one language in two alphabets, but no table leads from Tajik's to Persian's. As in
/// ``CyrillicSpelling``, of all spellings that a word may have, the one is taken whose pieces the
/// model finds most likely. For the model only, never for a reader: it guesses.
struct PersianSpelling: Sendable {
  /// The longest word that is written so; longer ones are no words.
  private static let longestWord = 40

  private let search: SpellingSearch

  /// Collects the model's Persian pieces.
  init(_ pieces: PieceTable) {
    search = SpellingSearch(
      pieces: PieceTree(pieces, letters: PieceTree.persian), spellings: PersianSpellings())
  }

  /// The text with its Cyrillic words in Persian letters; what has no such spelling stays.
  func written(_ text: String) -> String {
    var known: [String: String] = [:]
    var (result, word) = ("", "")
    for character in text.precomposedStringWithCanonicalMapping.lowercased() + "\n" {
      if character.unicodeScalars.allSatisfy(PieceTree.cyrillic.contains) {
        word.append(character)
        continue
      }
      if !word.isEmpty {
        let spelled = known[word] ?? spelled(word)
        known[word] = spelled
        result += spelled
        word = ""
      }
      result.append(character)
    }
    return String(result.dropLast())
  }

  private func spelled(_ word: String) -> String {
    // Uzbek's ў is what a Russian or Uzbek keyboard gives for Tajik's ӯ.
    let word = word.replacing("ў", with: "ӯ")
    guard word.count <= Self.longestWord else { return word }
    return PersianSpellings.words[word] ?? search.spell(word) ?? word
  }
}
