// SPDX-License-Identifier: Apache-2.0

/// Refuses a page that would speak for nobody.
struct SomebodyToCount: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard draft.total == 0 else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .nobodyToCount, reason: "no testimony here allows counting",
        hint: "wait for more testimonies; those that are only to be read stay with you"))
  }
}
