// SPDX-License-Identifier: Apache-2.0

/// Refuses a two-way table that people did not agree on beforehand.
struct TwoWayIsListed: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard let asked = draft.askedTwoWay else { return .passes }
    guard draft.policy.twoWay.tables.contains(asked), draft.twoWay != nil else {
      return .fails(
        ReleaseRefusal(
          code: .unlistedTable, reason: "the release policy does not list this two-way table",
          hint: "agree on a table of known facts or themes under `two_way`, then release again"))
    }
    return .passes
  }
}
