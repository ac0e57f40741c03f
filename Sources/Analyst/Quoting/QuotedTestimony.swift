// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
public import Redaction
public import ThematicCoding

/// The testimony behind a draft, as far as the rules need it.
public struct QuotedTestimony: Sendable {
  /// One redacted answer, and what it may be used for.
  public struct Answer: Sendable {
    let question: String
    let text: RedactedText
    let permission: Permission
    let spoken: SpokenGroups

    /// Takes any written answer; also one that only analysts may read is held against a draft.
    /// - Parameters:
    ///   - question: the question's id.
    ///   - text: the answer after redaction.
    ///   - original: the answer as it was written; only hashes of it stay.
    ///   - permission: what she allowed.
    public init(
      _ question: String, _ text: RedactedText, from original: String, _ permission: Permission
    ) {
      (self.question, self.text, self.permission) = (question, text, permission)
      spoken = SpokenGroups(original)
    }
  }

  let answers: [Answer]
  let themes: Set<String>

  /// Takes all her written answers, redacted, and the themes that were confirmed.
  public init(answers: [Answer], themes: Set<String>) {
    (self.answers, self.themes) = (answers, themes)
  }
}

/// What the rules need to know beside the testimony.
public struct QuotationContext: Sendable {
  let redactor: Redactor
  let writers: [Language: Int]
  let fewestWriters: Int

  /// Takes the lists of redaction, and how many testimonies were written in each language.
  /// - Parameters:
  ///   - redactor: the rules with their lists.
  ///   - writers: how many testimonies were written in each language.
  ///   - fewestWriters: the k of the release policy.
  public init(redactor: Redactor, writers: [Language: Int], fewestWriters: Int) {
    (self.redactor, self.writers, self.fewestWriters) = (redactor, writers, fewestWriters)
  }
}
