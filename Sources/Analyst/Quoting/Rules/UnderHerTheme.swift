// SPDX-License-Identifier: Apache-2.0

/// The words stand under a theme that an analyst confirmed for this testimony.
struct UnderHerTheme: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    if testimony.themes.contains(draft.theme) { return nil }
    let own = testimony.themes.sorted().joined(separator: ", ")
    return QuotationRefusal(
      code: .otherTheme, reason: "this testimony is not coded with that theme",
      hint: own.isEmpty ? "code it with `ovoz code` first" : "choose one of its themes: \(own)")
  }
}
