// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Refuses what was coded with another codebook: one word may have meant something else there, and
/// a theme that is not in this one would silently not be counted.
struct OneCodebook: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let known = Set(draft.codebook.themes.map(\.id))
    let fits = draft.coded.allSatisfy {
      $0.codebookHash == draft.codebook.hash && $0.themes.isSubset(of: known)
    }
    guard !fits else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .anotherCodebook, reason: "a testimony was coded with another codebook",
        hint: "use the codebook it was coded with, or code it again"))
  }
}
