// SPDX-License-Identifier: Apache-2.0

/// Turns Russian and Tajik that were typed in Latin letters back into Cyrillic, for a model that read Cyrillic.
///
/// Everybody types by a scheme of their own (`sh`, `š`, `w`), so there is no table to invert. Of all Cyrillic
/// spellings that a word may stand for, the one is taken that the model's own pieces find most likely: the
/// way through the word and through the pieces is one search.
public struct CyrillicSpelling: Sendable {
  /// A language that is written in Cyrillic letters.
  public enum Language: Sendable {
    /// Russian.
    case russian
    /// Tajik.
    case tajik
  }

  /// The longest word that is turned; longer ones are no words.
  private static let longestWord = 40

  /// What a Tajik word costs: about as much as a rare piece.
  private static let tajikWord: Float = -11

  private let russian, tajik: PieceTree

  /// Collects the model's Cyrillic pieces; takes about a tenth of a second.
  /// - Parameters:
  ///   - model: the model that will read the text.
  ///   - tajikWords: words of Tajik, of which the model has few pieces.
  public init(_ model: EmbeddingModel, tajikWords: [String]) {
    self.init(model.pieces, tajikWords: tajikWords)
  }

  init(_ table: PieceTable, tajikWords: [String]) {
    let pieces = PieceTree(table, letters: PieceTree.cyrillic)
    russian = pieces
    var tajik = pieces
    for word in tajikWords { tajik.add(word: word, score: Self.tajikWord) }
    self.tajik = tajik
  }

  /// The text with its Latin words in Cyrillic letters; what has no Cyrillic spelling stays.
  ///
  /// For the model only, never for a reader: it guesses.
  public func restored(_ text: String, as language: Language) -> String {
    let search =
      language == .russian
      ? SpellingSearch(pieces: russian, spellings: LatinSpellings.russian)
      : SpellingSearch(pieces: tajik, spellings: LatinSpellings.tajik)
    var known: [String: String] = [:]
    var result = ""
    for run in LatinRuns(text) {
      guard run.isWord, run.text.count <= Self.longestWord else {
        result += run.text
        continue
      }
      let word = run.text.lowercased()
      let spelled = known[word] ?? search.spell(word) ?? run.text
      known[word] = spelled
      result += run.text.first?.isUppercase == true ? spelled.capitalizedFirst : spelled
    }
    return result
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
