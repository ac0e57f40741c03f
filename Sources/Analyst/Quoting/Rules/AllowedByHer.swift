// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// She allowed it for the answer that the words are from. (G7)
///
/// Her own words are found in an answer that may be quoted. From which answer a retelling is, nobody
/// can tell by looking: it has to be named, or else all that she wrote may be retold.
struct AllowedByHer: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let sources = testimony.answers.filter { [$0.question, nil].contains(draft.question) }
    let permissions = sources.map(\.permission)
    let allowed =
      draft.isParaphrase
      ? permissions.allSatisfy { $0 == .retell || $0 == .quote } : permissions.contains(.quote)
    if allowed, !sources.isEmpty { return nil }
    return QuotationRefusal(
      code: .notAllowed,
      reason: draft.isParaphrase
        ? "whoever wrote this did not allow retelling" : "whoever wrote this did not allow quoting",
      hint: hint(draft, testimony))
  }

  private func hint(_ draft: QuotationDraft, _ testimony: QuotedTestimony) -> String {
    let open = testimony.answers.filter { $0.permission == .retell || $0.permission == .quote }
    guard !open.isEmpty else {
      return "choose another testimony; `ovoz list` tells what each allows"
    }
    let names = open.map(\.question).joined(separator: ", ")
    return "retell one of these answers, without --own-words, and name it with --from: \(names)"
  }
}
