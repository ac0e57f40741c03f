// SPDX-License-Identifier: Apache-2.0

/// One testimony on its way to another program: redacted text, and what coders marked in it.
public struct ExchangeSource: Equatable, Sendable {
  /// What it is called: a number, never an id of the vault's.
  public let name: String
  /// The redacted text.
  public let text: String
  /// The passages that were marked.
  public var selections: [ExchangeSelection]
  /// What coders noted about the whole, redacted.
  public var notes: [ExchangeNote]

  /// A text with its marks.
  public init(
    name: String, text: String, selections: [ExchangeSelection] = [], notes: [ExchangeNote] = []
  ) {
    (self.name, self.text, self.selections, self.notes) = (name, text, selections, notes)
  }
}

/// A passage that one coder gave a theme.
public struct ExchangeSelection: Equatable, Sendable {
  /// Where it is: Unicode code points of the source's text, end exclusive.
  public let range: Range<Int>
  /// The theme's id.
  public let theme: String
  /// Who marked it.
  public let coder: String
  /// The question it is an answer to.
  public let question: String
  /// What she noted, redacted.
  public let memo: String?

  /// A passage of a source.
  public init(range: Range<Int>, theme: String, coder: String, question: String, memo: String?) {
    (self.range, self.theme, self.coder) = (range, theme, coder)
    (self.question, self.memo) = (question, memo)
  }
}

/// What one coder noted.
public struct ExchangeNote: Equatable, Sendable {
  /// Who wrote it.
  public let coder: String
  /// The words.
  public let text: String

  /// A note of one coder.
  public init(coder: String, text: String) { (self.coder, self.text) = (coder, text) }
}
