// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import Quoting

/// Words that may be shown: a survivor's own, or a retelling of them.
public struct Quotation: Equatable, Sendable {
  /// The id of the theme under which they stand.
  public let theme: String
  /// The words.
  public let text: String
  /// The language of the words.
  public let language: Language
  /// Whether somebody retold them, so that nobody is known by a way of speaking.
  public let isParaphrase: Bool

  /// The same words in other languages.
  let translations: [Language: String]

  /// Takes words that two people stand for.
  public init(_ approved: ApprovedQuotation) {
    let draft = approved.draft
    self.init(
      theme: draft.theme, text: draft.text, language: draft.language,
      isParaphrase: draft.isParaphrase,
      translations: Dictionary(
        uniqueKeysWithValues: draft.translations.compactMap { code, text in
          Language(rawValue: code).map { ($0, text) }
        }))
  }

  init(
    theme: String, text: String, language: Language, isParaphrase: Bool,
    translations: [Language: String] = [:]
  ) {
    self.theme = theme
    self.text = text
    self.language = language
    self.isParaphrase = isParaphrase
    self.translations = translations
  }

  /// The words for a page: in its language where there are such, else as they are.
  func words(for language: Language) -> (text: String, language: Language, isTranslated: Bool) {
    guard language != self.language, let translation = translations[language] else {
      return (text, self.language, false)
    }
    return (translation, language, true)
  }
}
