// SPDX-License-Identifier: Apache-2.0

/// Turns a count into what may be shown of it; the one place where this is decided.
package struct DisplayRule {
  let policy: ReleasePolicy

  /// The rule under one policy.
  package init(policy: ReleasePolicy) { self.policy = policy }

  /// What may be shown of `count` people out of `total`; `draw` is 64 uniform bits that belong to
  /// this cell and decide which way it rounds.
  package func show(_ count: Int, of total: Int, draw: UInt64) -> ShownValue {
    guard total >= policy.minimumToShowTable else { return .withheld }
    guard count >= policy.k else { return .fewerThan(policy.k) }
    // With no upper band there is nothing that would tell the complement.
    guard total >= policy.minimumForBands else { return .atLeast(policy.k) }
    guard total - count >= policy.k else { return .mostOrAll }
    guard total >= policy.minimumForCounts else { return band(count, of: total) }
    return rounded(count, of: total, draw: draw)
  }

  /// What may be shown of how many people are counted at all.
  func show(total: Int) -> ShownValue {
    guard total >= policy.minimumToShowTable else { return .fewerThan(policy.minimumToShowTable) }
    return .about(shownTotal(total))
  }

  /// What may be said of how many answers were not read. (G10)
  func show(leftOut count: Int) -> LeftOut {
    guard count > 0 else { return .nobody }
    return count < policy.k ? .few : .kOrMore
  }

  /// How finely figures of so many people are told.
  func precision(of total: Int) -> Precision {
    if total >= policy.minimumForCounts { return .counts }
    return total >= policy.minimumForBands ? .bands : .twoGroups
  }

  private func shownTotal(_ total: Int) -> Int {
    let step = total < policy.minimumForCounts ? 5 : 10
    return total - total % step
  }

  private func band(_ count: Int, of total: Int) -> ShownValue {
    if count * 3 < total { return .some }
    return count * 3 < 2 * total ? .aboutHalf : .most
  }

  private func rounded(_ count: Int, of total: Int, draw: UInt64) -> ShownValue {
    let shown = SeededRounding.rounded(count, to: policy.roundBase, draw: draw)
    // Only one or two counts round up past total - k: they could be read back from the figure. And
    // "about 100 of about 100" would read as all.
    guard total - shown >= policy.k, shown < shownTotal(total) else { return .mostOrAll }
    return .about(shown)
  }
}

/// How finely the figures of a summary are told; it follows from the exact total, as each figure does.
enum Precision: Sendable {
  /// Fewer than k, and k or more.
  case twoGroups
  /// Some, about half, most, most or all.
  case bands
  /// Counts that are rounded at random.
  case counts
}
