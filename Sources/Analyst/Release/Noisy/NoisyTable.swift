// SPDX-License-Identifier: Apache-2.0

public import DifferentialPrivacy

/// How a scope releases; fixed with its first release, for life.
///
/// An exact or rounded figure beside a noisy one voids what the noise promises.
public enum ScopeMode: String, Codable, CaseIterable, Sendable {
  /// Each testimony is counted in one release only.
  case publishOnce = "publish-once"
  /// Figures grow under ``CumulativeScope``.
  case cumulative
  /// Figures carry noise from a budget.
  case noisy
}

/// A noisy release: what would be almost as likely, had any one testimony been left out.
public struct NoisyTable: Equatable, Sendable {
  /// How many are counted, with noise, rounded to 5, never under 0.
  public let total: Int
  /// The true total lies so near to the one here, rounded as it is, 19 times of 20.
  public let totalHalfWidth: Int
  /// One row a theme, in codebook order.
  public let rows: [NoisyRow]
  /// The same for each row.
  public let rowHalfWidth: Int
  /// What it cost.
  public let epsilon: Rational
  /// The most themes that one testimony counted for.
  public let mostThemes: Int
}

/// One theme of a noisy release.
public struct NoisyRow: Equatable, Sendable {
  /// The theme's id.
  public let theme: String
  /// How many named it, with noise, rounded to 5, never under 0.
  public let count: Int
}

/// Why there is no noisy release.
public enum NoisyError: Error, Equatable, Sendable {
  /// A rule was not kept; nothing was spent.
  case refused(ReleaseRefusal)
  /// The system gave no random bytes; nothing was spent.
  case noRandomness
}
