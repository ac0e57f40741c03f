// SPDX-License-Identifier: Apache-2.0

import Redaction
import TestimonyModel
import Vault

/// An analyst's notes on one testimony, redacted as its answers are: a note may name somebody as well.
struct MemoRedaction {
  private let redactor: Redactor
  private let answers: [(text: String, decisions: RedactionDecisions)]
  /// What is taken out of the answers, also by hand.
  private let hidden: [(words: String, kind: RedactionKind)]

  init(_ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench) throws {
    redactor = workbench.redactor
    let decisions = try workbench.redactions(of: record)
    let permissions = testimony.consent.permissions
    let written = zip(workbench.vault.campaign.form.questions, testimony.answers).enumerated()
      .map { (permission: permissions[$0], question: $1.0.id, text: $1.1.text) }
      .filter { !$0.text.isEmpty }
    // In the order of the answers' own redaction, so that one person has one number in both.
    let ordered =
      written.filter { $0.permission >= .count } + written.filter { $0.permission < .count }
    answers = ordered.map { ($0.text, decisions[$0.question] ?? RedactionDecisions()) }
    hidden = zip(answers, redactor.redact(together: answers)).flatMap { answer, redacted in
      let scalars = Array(answer.text.unicodeScalars)
      return redacted.marks.map {
        (String(String.UnicodeScalarView(scalars[$0.range])), $0.kind)
      }
    }
  }

  /// A note without what the answers hide, and without what the rules find in it beside them.
  func redacted(_ memo: String) -> String {
    var decisions = RedactionDecisions()
    for (words, kind) in hidden {
      decisions.added += ScalarSearch.ranges(of: words, in: memo).map { RedactionSpan($0, kind) }
    }
    return redactor.redact(together: answers + [(memo, decisions)]).last?.text ?? ""
  }
}
