// SPDX-License-Identifier: Apache-2.0

/// Tells in which language, letters and keyboard a text was typed, and says when it does not know.
///
/// Multinomial logistic regression over hashed rows of one to four letters. Tajik on a
/// Russian keyboard and Tajik in its own letters are the same where none of those letters would occur.
public struct LanguageIdentifier: Sendable {
  /// A language less probable than this is not named.
  public static let surest: Float = 0.6

  private let weights: LanguageWeights

  /// Reads the weights, the bytes of Config/languages/letters.weights.
  /// - Parameter file: the file's bytes.
  /// - Throws: ``LanguagesError`` when they are not as the format says.
  public init(weights file: [UInt8]) throws(LanguagesError) {
    weights = try LanguageWeights(file: file)
  }

  package init(_ weights: LanguageWeights) { self.weights = weights }

  /// The language of a text as a whole.
  public func identify(_ text: String) -> LanguageGuess { identify(text.unicodeScalars) }

  /// The language of each sentence, for texts that change between languages.
  public func sentences(of text: String) -> [SentenceLanguage] {
    let scalars = Array(text.unicodeScalars)
    return Sentences.ranges(in: text).map {
      SentenceLanguage(range: $0, guess: identify(scalars[$0]))
    }
  }

  private func identify(_ scalars: some Sequence<Unicode.Scalar>) -> LanguageGuess {
    if let other = OtherLanguage.told(by: scalars) { return .other(other) }
    let rows = LetterRows(scalars)
    guard !rows.rows.isEmpty else { return .unsure }
    return Self.guess(weights.probabilities(rows))
  }

  /// The most probable language, counted over its variants, and the most probable of these.
  package static func guess(_ probabilities: [Float]) -> LanguageGuess {
    var languages: [String: Float] = [:]
    for (variant, share) in zip(LanguageVariant.allCases, probabilities) {
      languages[variant.language, default: 0] += share
    }
    guard let best = languages.max(by: { $0.value < $1.value }), best.value >= surest else {
      return .unsure
    }
    let variants = zip(LanguageVariant.allCases, probabilities)
    guard
      let variant = variants.filter({ $0.0.language == best.key }).max(by: { $0.1 < $1.1 })?.0
    else { return .unsure }
    return .known(variant, probability: min(1, best.value))
  }
}
