// SPDX-License-Identifier: Apache-2.0

/// Looks at every figure again, apart from the rule that made it, before it leaves. (G10)
///
/// Written from what each value claims, not from how it was chosen, so that a mistake in
/// ``DisplayRule`` meets a second pair of eyes.
struct FiguresHideSmallGroups: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let safe = draft.figures.allSatisfy { figure in
      isSafe(figure.shown, figure.count, of: draft.total, under: draft.policy)
    }
    guard !safe else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .smallGroup, reason: "a figure would tell of fewer than \(draft.policy.k) people",
        hint: "this is a fault of the program: do not release, report it"))
  }

  func isSafe(
    _ shown: ShownValue, _ count: Int, of total: Int, under policy: ReleasePolicy
  ) -> Bool {
    let bothLarge = count >= policy.k && total - count >= policy.k
    guard total >= policy.minimumToShowTable else { return shown == .withheld }
    switch shown {
    case .withheld: return true
    // Noise belongs to another way of releasing, and never stands beside these.
    case .noisy: return false
    case .fewerThan(let limit): return limit == policy.k && count < policy.k
    case .atLeast(let limit): return limit == policy.k && count >= policy.k
    case .some, .aboutHalf, .most: return bothLarge && total >= policy.minimumForBands
    case .mostOrAll:
      // Fewer than k did not name it, or rounding up (by less than a step) made it look so; the
      // total as shown lost up to 9 more.
      return total - count < policy.roundBase + max(policy.k, 10)
        && count >= policy.k && total >= policy.minimumForBands
    case .about(let rounded):
      return bothLarge && total >= policy.minimumForCounts
        && rounded.isMultiple(of: policy.roundBase) && abs(rounded - count) < policy.roundBase
        && total - rounded >= policy.k
    }
  }
}
