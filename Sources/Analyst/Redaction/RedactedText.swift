// SPDX-License-Identifier: Apache-2.0

/// Words that are fit to be coded: what identifies somebody has been replaced.
///
/// Only a `Redactor` makes one. It can be neither encoded nor decoded: the vault keeps an
/// analyst's decisions, and the value is derived again from the sealed words.
public struct RedactedText: Equatable, Sendable {
  /// The text with neutral words such as `[phone]`, `[person 1]`, `[place]` or `[date]`.
  public let text: String
  /// What was replaced, in order, in Unicode scalar offsets of the original text.
  public let marks: [RedactionMark]

  init(text: String, marks: [RedactionMark]) {
    self.text = text
    self.marks = marks
  }
}
