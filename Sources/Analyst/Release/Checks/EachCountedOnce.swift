// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Refuses a cohort in which one testimony stands twice: nine people could pass for ten.
struct EachCountedOnce: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard Set(draft.coded.map(\.id)).count < draft.coded.count else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .countedTwice, reason: "a testimony stands twice in this release",
        hint: "this is a fault of the vault: do not release, report it"))
  }
}
