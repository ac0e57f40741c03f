// SPDX-License-Identifier: Apache-2.0

import Redaction

/// The redaction finds nothing in a retelling or a translation that it is sure of.
///
/// Her own words are redacted before, by an analyst's decisions; ``HerOwnWords`` sees to that.
struct NobodyNamed: QuotationRule {
  func refusal(
    of draft: QuotationDraft, from testimony: QuotedTestimony, _ context: QuotationContext
  ) -> QuotationRefusal? {
    let sure = draft.retold.flatMap(context.redactor.marks).filter { $0.certainty == .sure }
    guard !sure.isEmpty else { return nil }
    let kinds = Set(sure.map(\.kind.rawValue)).sorted().joined(separator: ", ")
    return QuotationRefusal(
      code: .pointsToSomebody, reason: "it may point to somebody (\(kinds))",
      hint: "leave that out, or say it in general: a village becomes a region")
  }
}
