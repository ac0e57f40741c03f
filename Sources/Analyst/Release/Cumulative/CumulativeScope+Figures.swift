// SPDX-License-Identifier: Apache-2.0

extension CumulativeScope {
  /// What may be shown of a theme now: the last figure that was let through, rounded.
  ///
  /// - Parameters:
  ///   - theme: the theme's id.
  ///   - policy: the thresholds in force.
  ///   - roundingSecret: 32 bytes or more from the vault, the same for the scope's whole life, so
  ///     that an unmoved figure is the same in each release.
  /// - Returns: a rounded count, or ``ShownValue/withheld`` while no figure was let through.
  public func shown(
    _ theme: String, policy: ReleasePolicy, roundingSecret: [UInt8]
  ) -> ShownValue {
    guard let cell = cell(theme) else { return .withheld }
    let draw = SeededRounding(secret: roundingSecret)
      .draw(cell: theme, contributors: ids(in: cell.named))
    let (count, others) = (cell.named.count, cell.others.count)
    return DisplayRule(policy: policy).show(count, of: count + others, draw: draw)
  }

  /// About how many people are counted in all.
  public func shownTotal(policy: ReleasePolicy) -> ShownValue {
    DisplayRule(policy: policy).show(total: total)
  }
}
