// SPDX-License-Identifier: Apache-2.0

extension RatingTable {
  /// The share of agreeing pairs among all pairs of judgements of the same unit, 0 to 1.
  ///
  /// It says nothing of chance: on a rare code two coders who never look agree nearly always.
  /// - Returns: nil where no unit was judged twice.
  public var percent: Double? {
    var (alike, pairs) = (0, 0)
    for unit in units {
      let said = unit.compactMap(\.self)
      let counts = Dictionary(grouping: said, by: \.self).values.map(\.count)
      alike += counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
      pairs += said.count * (said.count - 1) / 2
    }
    return pairs == 0 ? nil : Double(alike) / Double(pairs)
  }
}
