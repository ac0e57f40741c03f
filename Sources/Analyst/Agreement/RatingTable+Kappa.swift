// SPDX-License-Identifier: Apache-2.0

extension RatingTable {
  /// Cohen's kappa of two coders, over the units that both judged.
  ///
  /// Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological
  /// Measurement 20, 37–46: (p_o − p_e) / (1 − p_e), with p_e from each coder's own shares.
  /// - Returns: nil where there are not two coders, no common unit, or both only ever said the same
  ///   one thing, so that chance explains all.
  public var cohen: Double? {
    guard coders == 2 else { return nil }
    let both = complete
    guard !both.isEmpty else { return nil }
    let count = Double(both.count)
    let observed = Double(both.count { $0[0] == $0[1] }) / count
    let first = Dictionary(grouping: both, by: { $0[0] }).mapValues { Double($0.count) / count }
    let second = Dictionary(grouping: both, by: { $0[1] }).mapValues { Double($0.count) / count }
    let expected = first.reduce(0) { $0 + $1.value * (second[$1.key] ?? 0) }
    return Self.beyondChance(observed, expected)
  }

  /// Fleiss' kappa, over the units that every coder judged.
  ///
  /// Fleiss, J. L. (1971): Measuring nominal scale agreement among many raters. Psychological Bulletin
  /// 76, 378–382. Chance comes from the shares of all coders together, so for two coders it is Scott's
  /// pi (1955) and not Cohen's kappa.
  /// - Returns: nil where no unit was judged by all, or all said the same one thing.
  public var fleiss: Double? {
    let all = complete
    guard !all.isEmpty else { return nil }
    let raters = Double(coders)
    var (agreeing, totals) = (0.0, [Value: Double]())
    for unit in all {
      let counts = Dictionary(grouping: unit, by: \.self).mapValues { Double($0.count) }
      agreeing += counts.values.reduce(0) { $0 + $1 * ($1 - 1) } / (raters * (raters - 1))
      totals.merge(counts, uniquingKeysWith: +)
    }
    let said = raters * Double(all.count)
    let expected = totals.values.reduce(0) { $0 + ($1 / said) * ($1 / said) }
    return Self.beyondChance(agreeing / Double(all.count), expected)
  }

  private static func beyondChance(_ observed: Double, _ expected: Double) -> Double? {
    // Shares are multiples of 1/n²; nearer to 1 than any of them is rounding.
    1 - expected < 1e-12 ? nil : (observed - expected) / (1 - expected)
  }
}
