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
  /// found to hold its coverage for alpha as for kappa. Where fewer than three units bring anything but what is said
  /// commonly, there is none: draws of one use are certain of nothing, and all alike. Nor is there where nobody
  /// differed: every draw gives 1, and says nothing of what the next testimony will bring.
  public func alpha(
    _ distance: Distance<Value>, bootstrap: Bootstrap
  ) -> (value: Double, interval: ClosedRange<Double>?)? {
    let sums = AlphaSums(self, distance)
    guard let value = sums.alpha else { return nil }
    guard hasDiffered, uncommon >= Self.leastUncommon else { return (value, nil) }
    return (value, bootstrap.interval(units: sums.count) { sums.alpha(of: $0) })
  }

  private static var leastUncommon: Int { 3 }

  /// Whether any unit has two judgements that are not the same.
  private var hasDiffered: Bool { units.contains { Set($0.compactMap(\.self)).count > 1 } }

  /// How many units that two coders or more judged hold a judgement other than the commonest of all.
  var uncommon: Int {
    let judged = units.map { $0.compactMap(\.self) }.filter { $0.count >= 2 }
    let counts = judged.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    // Of two that are as common, the one that leaves fewer: the order of a dictionary is another each time.
    return counts.filter { $0.value == most }.keys.map { common in
      judged.count { $0.contains { $0 != common } }
    }.min() ?? 0
  }
}
