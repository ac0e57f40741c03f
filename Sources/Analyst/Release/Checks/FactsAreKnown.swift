// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Refuses a ticked choice that the policy does not know: it would be counted nowhere, and a table
/// without it would be subtracted from the total.
struct FactsAreKnown: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let choices = draft.policy.facts.map { ($0.id, Set($0.categories)) }
    let known = draft.coded.allSatisfy { testimony in
      choices.allSatisfy { fact, categories in
        testimony.facts[fact].map(categories.contains) ?? true
      }
    }
    guard !known else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .unknownFact,
        reason: "a testimony has a choice that the policy does not list",
        hint: "list all choices of the form under `facts` in the policy, before the first release"))
  }
}
