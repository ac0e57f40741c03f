// SPDX-License-Identifier: Apache-2.0

public import Languages

/// Gives vectors of texts as people type them: Russian and Tajik in Latin letters are turned back first,
/// and Tajik is read a second time in the Persian alphabet.
///
/// The model read hardly any of the former, and finds them like nothing; of Tajik it read little, and
/// much of Persian, which is the same language in other letters.
public struct Embedder: Sendable {
  private let model: EmbeddingModel
  private let spelling: CyrillicSpelling
  private let persian: PersianSpelling
  private let languages: LanguageIdentifier

  /// Joins a model with what tells in which letters a sentence was typed.
  /// - Parameters:
  ///   - model: the model.
  ///   - languages: tells which sentences are Tajik, and which are Russian or Tajik in Latin letters.
  ///   - words: the text of Config/languages/tajik-words.txt.
  public init(_ model: EmbeddingModel, languages: LanguageIdentifier, tajikWords words: String) {
    self.model = model
    let lines = words.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    spelling = CyrillicSpelling(model, tajikWords: lines.map(String.init))
    persian = PersianSpelling(model.pieces)
    self.languages = languages
  }

  /// The text's vector, one long.
  public func vector(of text: String) -> [Float] { vectors(of: [text])[0] }

  /// The texts' vectors in the same order, on all cores; `progress` is told how many are done.
  ///
  /// Where something is Tajik, the vector is halfway between those of its two spellings.
  public func vectors(
    of texts: [String], progress: (@Sendable (Int) -> Void)? = nil
  ) -> [[Float]] {
    let readings = texts.map(reading)
    let seconds = readings.indices.filter { readings[$0].persian != readings[$0].readable }
    let all = readings.map(\.readable) + seconds.map { readings[$0].persian }
    var vectors = model.vectors(of: all) { done in progress?(done * texts.count / all.count) }
    for (place, text) in seconds.enumerated() {
      vectors[text] = Self.between(vectors[text], vectors[texts.count + place])
    }
    return Array(vectors.prefix(texts.count))
  }

  /// The text as the model can read it, sentence by sentence; for the model only.
  public func readable(_ text: String) -> String { reading(text).readable }

  /// A text in letters that the model can read, and once more with its Tajik in the Persian alphabet.
  struct Reading {
    var readable = ""
    var persian = ""

    mutating func add(_ same: String, persian: String? = nil) {
      readable += same
      self.persian += persian ?? same
    }
  }

  func reading(_ text: String) -> Reading {
    let scalars = Array(text.unicodeScalars)
    let whole = languages.identify(text).variant
    var result = Reading()
    var place = 0
    for sentence in languages.sentences(of: text) {
      result.add(Self.text(scalars[place..<sentence.range.lowerBound]))
      // A sentence too short to tell is taken to be as the rest is.
      let variant = sentence.guess == .unsure ? whole : sentence.guess.variant
      add(Self.text(scalars[sentence.range]), variant, to: &result)
      place = sentence.range.upperBound
    }
    result.add(Self.text(scalars[place...]))
    return result
  }

  private func add(_ sentence: String, _ variant: LanguageVariant?, to reading: inout Reading) {
    switch variant {
    case .russianInLatin: reading.add(spelling.restored(sentence, as: .russian))
    case .tajikInLatin:
      let restored = spelling.restored(sentence, as: .tajik)
      reading.add(restored, persian: persian.written(restored))
    case .tajik, .tajikOnRussianKeys: reading.add(sentence, persian: persian.written(sentence))
    default: reading.add(sentence)
    }
  }

  private static func between(_ first: [Float], _ second: [Float]) -> [Float] {
    let sums = zip(first, second).map(+)
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? sums.map { $0 / length } : first
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
