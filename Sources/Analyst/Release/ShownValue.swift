// SPDX-License-Identifier: Apache-2.0

/// What a reader may learn of how many people named a theme; never an exact count.
public enum ShownValue: Equatable, Hashable, Sendable {
  /// Nothing: too few people answered in all.
  case withheld
  /// From none to one under the number; none is not told apart.
  case fewerThan(Int)
  /// The number or more; how many more, up to everybody, is not told.
  case atLeast(Int)
  /// Under a third.
  case some
  /// From a third to under two thirds.
  case aboutHalf
  /// Two thirds or more, with k or more people who did not name it.
  case most
  /// So many that the rest may be under k; never "all".
  case mostOrAll
  /// A count rounded at random, by less than one step, up or down.
  case about(Int)
  /// A count with noise; the true one lies within so much of it 19 times of 20.
  case noisy(Int, within: Int)

  /// How the value came about, as files name it.
  public var status: CellStatus {
    switch self {
    case .withheld: .withheld
    case .fewerThan: .suppressed
    case .atLeast, .some, .aboutHalf, .most, .mostOrAll: .band
    case .about: .rounded
    case .noisy: .noisy
    }
  }

  /// The number that is shown, where one is.
  var number: Int? {
    switch self {
    case .about(let count), .noisy(let count, _): count
    case .withheld, .fewerThan, .atLeast, .some, .aboutHalf, .most, .mostOrAll: nil
    }
  }

  /// Larger bands first; for sorting by what is shown and by nothing else.
  var rank: Int {
    switch self {
    case .mostOrAll: 1_000_000_007
    case .about(let count), .noisy(let count, _): 7 + count
    case .most: 6
    case .aboutHalf: 5
    case .some: 4
    case .atLeast: 3
    case .fewerThan: 2
    case .withheld: 1
    }
  }
}

/// How a cell of the released table came about (the column `status`).
///
/// One symbol stands for every hidden cell: whether it is hidden for itself or for the sake of
/// another is not told.
public enum CellStatus: String, CaseIterable, Sendable {
  /// Shown as it is; no figure of this form has it.
  case free
  /// Shown as a band.
  case band
  /// Shown as a rounded count.
  case rounded
  /// Shown as a count with noise.
  case noisy
  /// Hidden: fewer than k people, perhaps none.
  case suppressed
  /// Hidden: no table at all.
  case withheld
}
