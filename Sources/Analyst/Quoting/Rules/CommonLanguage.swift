// SPDX-License-Identifier: Apache-2.0

/// Her own words stay in a language in which k people wrote: a rare one is a name.
///
/// The draft says a language, and whoever proposes it typed that. So the one in which she used the
/// form has to be common too. A retelling may be in any language of the form; it says nothing about
/// hers.
struct CommonLanguage: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let fewest = [draft.language, testimony.language].map { context.writers[$0] ?? 0 }.min() ?? 0
    guard !draft.isParaphrase, fewest < context.fewestWriters else { return nil }
    return QuotationRefusal(
      code: .rareLanguage,
      reason: "fewer than \(context.fewestWriters) people wrote in this language",
      hint: "retell it in a language in which many wrote, without --own-words")
  }
}
