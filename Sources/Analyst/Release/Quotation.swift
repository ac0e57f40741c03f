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

  /// Takes words that two people stand for.
  public init(_ approved: ApprovedQuotation) {
    let draft = approved.draft
    self.init(
      theme: draft.theme, text: draft.text, language: draft.language,
      isParaphrase: draft.isParaphrase)
  }

  init(theme: String, text: String, language: Language, isParaphrase: Bool) {
    self.theme = theme
    self.text = text
    self.language = language
    self.isParaphrase = isParaphrase
  }
}
