// SPDX-License-Identifier: Apache-2.0

import Redaction
import ThematicCoding

/// Words that are called her own stand in a redacted answer that may be quoted, letter by letter.
struct HerOwnWords: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let quotable = testimony.answers.filter {
      $0.permission == .quote && [$0.question, nil].contains(draft.question)
    }
    guard !draft.isParaphrase, !quotable.isEmpty else { return nil }
    let words = Self.spaced(draft.text)
    if quotable.contains(where: { Self.spaced($0.text.text).contains(words) }) { return nil }
    return QuotationRefusal(
      code: .notHerWords,
      reason: "these words stand in no answer that may be quoted, as it is after redaction",
      hint: "copy them from what `ovoz redact ID` shows, or retell them without --own-words")
  }

  /// Line ends and double spaces are no difference.
  private static func spaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
