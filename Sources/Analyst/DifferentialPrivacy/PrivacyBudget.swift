// SPDX-License-Identifier: Apache-2.0

/// What a scope may spend of its privacy over its whole life, and what it has spent.
///
/// Pure differential privacy (delta is 0) adds up: two releases at 1 tell no more than one at 2
/// (Dwork and Roth 2014, theorem 3.16). Showing a stored release again costs nothing, and is not
/// asked here.
public struct PrivacyBudget: Codable, Equatable, Sendable {
  /// The most that may ever be spent.
  public let lifetime: Rational
  /// What has been spent; never more than ``lifetime``.
  public private(set) var spent: Rational

  /// A budget of which nothing is spent.
  public init(lifetime: Rational) {
    self.lifetime = lifetime
    spent = Rational(0)
  }

  /// Notes an expense, or refuses it and notes nothing.
  /// - Parameter epsilon: what one release costs.
  /// - Throws: ``BudgetError/spent`` when the sum would pass the lifetime's.
  public mutating func spend(_ epsilon: Rational) throws(BudgetError) {
    let sum = spent + epsilon
    guard sum <= lifetime else { throw .spent }
    spent = sum
  }
}

/// Why a budget says no.
public enum BudgetError: Error, Equatable, Sendable {
  /// The release would cost more than is left.
  case spent
}
