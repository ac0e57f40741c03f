// SPDX-License-Identifier: Apache-2.0

/// Who named a theme and who did not, at the moment at which a figure was shown.
package struct CountedCell: Codable, Equatable, Sendable {
  /// Those who named it.
  package let named: PersonSet
  /// Those who were counted and did not.
  package let others: PersonSet

  /// A cell of two sets that share nobody.
  package init(named: PersonSet, others: PersonSet) {
    self.named = named
    self.others = others
  }

  /// The fewest people, above nobody, that this cell and another tell apart; nothing when none.
  package func fewestApart(from other: CountedCell) -> Int? {
    [
      named.count(without: other.named), other.named.count(without: named),
      others.count(without: other.others), other.others.count(without: others),
    ].filter { $0 > 0 }.min()
  }
}
