// SPDX-License-Identifier: Apache-2.0

public import Languages

/// Gives vectors of texts as people type them: Russian and Tajik in Latin letters are turned back first.
///
/// The model read hardly any of those, and finds them like nothing.
public struct Embedder: Sendable {
  private let model: EmbeddingModel
  private let spelling: CyrillicSpelling
  private let languages: LanguageIdentifier

  /// Joins a model with what tells in which letters a sentence was typed.
  /// - Parameters:
  ///   - model: the model.
  ///   - languages: tells which sentences are Russian or Tajik in Latin letters.
  ///   - words: the text of Config/languages/tajik-words.txt.
  public init(_ model: EmbeddingModel, languages: LanguageIdentifier, tajikWords words: String) {
    self.model = model
    let lines = words.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    spelling = CyrillicSpelling(model, tajikWords: lines.map(String.init))
    self.languages = languages
  }

  /// The text's vector, one long.
  public func vector(of text: String) -> [Float] { model.vector(of: readable(text)) }

  /// The texts' vectors in the same order, on all cores; `progress` is told how many are done.
  public func vectors(
    of texts: [String], progress: (@Sendable (Int) -> Void)? = nil
  ) -> [[Float]] {
    model.vectors(of: texts.map(readable), progress: progress)
  }

  /// The text as the model can read it, sentence by sentence; for the model only.
  public func readable(_ text: String) -> String {
    guard LatinRuns(text).contains(where: \.isWord) else { return text }
    let scalars = Array(text.unicodeScalars)
    let whole = languages.identify(text).variant
    var result = ""
    var place = 0
    for sentence in languages.sentences(of: text) {
      result += Self.text(scalars[place..<sentence.range.lowerBound])
      // A sentence too short to tell is taken to be as the rest is.
      let variant = sentence.guess == .unsure ? whole : sentence.guess.variant
      result += restored(Self.text(scalars[sentence.range]), variant)
      place = sentence.range.upperBound
    }
    return result + Self.text(scalars[place...])
  }

  private func restored(_ sentence: String, _ variant: LanguageVariant?) -> String {
    switch variant {
    case .russianInLatin: spelling.restored(sentence, as: .russian)
    case .tajikInLatin: spelling.restored(sentence, as: .tajik)
    default: sentence
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
