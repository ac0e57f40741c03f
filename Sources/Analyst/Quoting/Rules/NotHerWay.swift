// SPDX-License-Identifier: Apache-2.0

import Redaction
import ThematicCoding

/// A retelling does not repeat five of her words in a row, in whatever script or spelling.
///
/// People are known by the way they speak. Where she allowed quoting, her words may be quoted, and
/// then they are marked as hers.
struct NotHerWay: QuotationRule {
  static let run = 5

  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    guard draft.isParaphrase else { return nil }
    let hers = testimony.answers.reduce(into: Set<WordGroup>()) { groups, answer in
      groups.formUnion(WordGroup.all(of: Self.run, in: answer.text.text))
    }
    let said = draft.texts.flatMap { WordGroup.all(of: Self.run, in: $0) }
    // A word that redaction only doubted is gone from the redacted text, not from her way of speaking.
    let isSpoken = draft.texts.contains { text in
      testimony.answers.contains { $0.spoken.repeats(in: text) }
    }
    guard isSpoken || !hers.isDisjoint(with: said) else { return nil }
    return QuotationRefusal(
      code: .tooClose,
      reason: "the retelling repeats \(Self.run) or more of her words in a row",
      hint: "say it in other words; with --own-words only where she allowed quoting")
  }
}
