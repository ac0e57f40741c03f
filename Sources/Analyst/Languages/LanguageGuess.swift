// SPDX-License-Identifier: Apache-2.0

/// Which language a text is in, or that it is not known.
public enum LanguageGuess: Equatable, Sendable {
  /// One of the form's languages, how it is typed, and how probable the language is, 0.6 to 1.
  case known(LanguageVariant, probability: Float)
  /// A language that the form has not; its letters tell.
  case other(OtherLanguage)
  /// Too short, mixed within the sentence, or like nothing that was learned.
  case unsure

  /// How it is typed, where the language is one of the form's.
  public var variant: LanguageVariant? {
    guard case .known(let variant, _) = self else { return nil }
    return variant
  }

  /// The language's code, such as `tg` or `fa`; nil where it is not known.
  public var language: String? {
    switch self {
    case .known(let variant, _): variant.language
    case .other(let other): other.rawValue
    case .unsure: nil
    }
  }
}

/// A sentence and its language.
public struct SentenceLanguage: Equatable, Sendable {
  /// Unicode scalar offsets in the text.
  public let range: Range<Int>
  /// Its language, judged by itself.
  public let guess: LanguageGuess
}
