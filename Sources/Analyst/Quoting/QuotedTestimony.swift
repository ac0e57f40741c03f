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
  let language: Language

  /// Takes all her written answers, redacted, and the themes that were confirmed.
  /// - Parameters:
  ///   - answers: what she wrote.
  ///   - themes: the ids of the confirmed themes.
  ///   - language: the one in which she used the form and gave her consent.
  public init(answers: [Answer], themes: Set<String>, language: Language) {
    (self.answers, self.themes, self.language) = (answers, themes, language)
  }
}

/// What the rules need to know beside the testimony.
public struct QuotationContext: Sendable {
  let redactor: Redactor
  let writers: [Language: Int]
  let fewestWriters: Int
  let identify: @Sendable (String) -> String?

  /// Takes the lists of redaction, and how many testimonies were written in each language.
  /// - Parameters:
  ///   - redactor: the rules with their lists.
  ///   - writers: how many testimonies were written in each language.
  ///   - fewestWriters: the k of the release policy.
  ///   - identify: the code of the language that a text is in, or nil where nobody can tell.
  public init(
    redactor: Redactor, writers: [Language: Int], fewestWriters: Int,
    identify: @escaping @Sendable (String) -> String?
  ) {
    (self.redactor, self.writers, self.fewestWriters) = (redactor, writers, fewestWriters)
    self.identify = identify
  }
}
