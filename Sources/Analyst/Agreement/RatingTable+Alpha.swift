// SPDX-License-Identifier: Apache-2.0

extension RatingTable {
  /// Krippendorff's alpha: 1 for full agreement, 0 for what chance gives, less for worse.
  ///
  /// - Parameter distance: how far two judgements are apart.
  /// - Returns: nil where no unit was judged twice, or everybody said the same one thing everywhere:
  ///   then there is nothing from which to tell agreement from habit.
  public func alpha(_ distance: Distance<Value>) -> Double? { AlphaSums(self, distance).alpha }

  /// Alpha with an interval by bootstrap over units.
  ///
  /// Efron, B., Tibshirani, R. (1993): An introduction to the bootstrap, §13.3 (percentiles); drawing
  /// whole units with replacement, as Zapf, A. et al. (2016), BMC Medical Research Methodology 16:93,
  /// found to hold its coverage for alpha as for kappa.
  public func alpha(
    _ distance: Distance<Value>, bootstrap: Bootstrap
  ) -> (value: Double, interval: ClosedRange<Double>?)? {
    let sums = AlphaSums(self, distance)
    guard let value = sums.alpha else { return nil }
    return (value, bootstrap.interval(units: sums.count) { sums.alpha(of: $0) })
  }
}
