// SPDX-License-Identifier: Apache-2.0

/// Refuses a two-way table whose lines cross traits that may point to a person, however many they are.
struct NoDangerousCombination: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard let table = draft.twoWay, draft.policy.dangerous.contains(where: { $0.crosses(table) })
    else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .dangerousCombination,
        reason: "this two-way table crosses traits that may point to one person",
        hint: "release the one-way tables alone"))
  }
}
