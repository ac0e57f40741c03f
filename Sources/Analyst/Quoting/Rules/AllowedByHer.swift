// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Retelling needs one answer that may be retold, her own words one that may be quoted. (G7)
struct AllowedByHer: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let permissions = testimony.answers.map(\.permission)
    if permissions.contains(.quote) { return nil }
    if draft.isParaphrase, permissions.contains(.retell) { return nil }
    return QuotationRefusal(
      code: .notAllowed,
      reason: draft.isParaphrase
        ? "whoever wrote this did not allow retelling" : "whoever wrote this did not allow quoting",
      hint: permissions.contains(.retell)
        ? "retell it in other words, without --own-words"
        : "choose another testimony; `ovoz list` tells what each allows")
  }
}
