// SPDX-License-Identifier: Apache-2.0

/// What has to be true of words before a second person is asked. (G7, G10)
///
/// The rules find what a rule can find. Whether somebody in the room would know her is a question
/// for a person.
public struct QuotationRules: Sendable {
  private let rules: [any QuotationRule] = [
    ShortAndPlain(), AllowedByHer(), HerOwnWords(), NotHerWay(), UnderHerTheme(),
    NobodyNamed(), CommonLanguage(), HerLanguage(),
  ]

  /// All rules.
  public init() {}

  /// Every reason against showing a draft; none when it may go to a second person.
  public func refusals(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> [QuotationRefusal] {
    rules.compactMap { $0.refusal(of: draft, from: testimony, context) }
  }
}

/// One rule; a small value that looks and changes nothing.
protocol QuotationRule: Sendable {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal?
}

/// Why words may not be shown, and what to do next; nothing from any testimony.
public struct QuotationRefusal: Error, Equatable, Sendable {
  /// The stable name of the rule.
  public enum Code: String, CaseIterable, Sendable {
    /// Too long, empty, on several lines, or with characters that nobody sees.
    case unfitText = "unfit-text"
    /// She did not allow it.
    case notAllowed = "not-allowed"
    /// Words called her own are not in her redacted answers.
    case notHerWords = "not-her-words"
    /// A retelling repeats her words.
    case tooClose = "too-close"
    /// The theme is none of this testimony's.
    case otherTheme = "other-theme"
    /// The redaction finds somebody in it.
    case pointsToSomebody = "points-to-somebody"
    /// Too few people wrote in this language.
    case rareLanguage = "rare-language"
    /// Words called her own are in another language than the draft says.
    case otherLanguage = "other-language"
  }

  /// Which rule.
  public let code: Code
  /// What is wrong; lower case, no full stop.
  public let reason: String
  /// What to do next; lower case, no full stop.
  public let hint: String
}
