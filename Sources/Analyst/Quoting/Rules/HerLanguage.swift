// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Her own words are in the language that the draft names; else a rare one would pass as a common one.
///
/// The letters tell it where they can. Where they cannot, it is the language in which she used the
/// form.
struct HerLanguage: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let hers = language(of: draft.text, testimony, context)
    guard !draft.isParaphrase, hers != draft.language.rawValue else { return nil }
    return QuotationRefusal(
      code: .otherLanguage, reason: "these words do not seem to be in the language of --lang",
      hint: "name the language in which she wrote with --lang, or retell it without --own-words")
  }

  /// The letters of Dari tell Persian, or no more than that they are of another script: there the form decides.
  private func language(
    of text: String, _ testimony: QuotedTestimony, _ context: QuotationContext
  ) -> String {
    let told = context.identify(text)
    let isDari = testimony.language == .prs && (told == "fa" || told == "other")
    return isDari ? Language.prs.rawValue : told ?? testimony.language.rawValue
  }
}
