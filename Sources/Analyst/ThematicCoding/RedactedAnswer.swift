// SPDX-License-Identifier: Apache-2.0

public import Redaction

/// The free text of one answer after redaction: the only words this target can read.
public struct RedactedAnswer: Equatable, Sendable {
  /// The question's id in the form, such as `change`.
  public let question: String
  /// What redaction left of the answer.
  public let text: RedactedText

  /// Names the question that a redacted text answers.
  public init(question: String, text: RedactedText) {
    self.question = question
    self.text = text
  }
}
