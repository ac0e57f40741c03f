// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import DifferentialPrivacy
public import ThematicCoding

/// What the vault keeps, sealed, of how a campaign releases: fixed with its first release, for life.
///
/// A campaign that releases each testimony once needs none.
public struct ScopeState: Codable, Equatable, Sendable {
  /// Figures that grow, or noise.
  public enum Figures: Codable, Equatable, Sendable {
    /// Who named what, and what was shown.
    case growing(CumulativeScope)
    /// What was spent.
    case noisy(PrivacyBudget)
  }

  /// What the mode keeps.
  public var figures: Figures
  /// SHA-256 of policy and codebook; figures under others would be another scope's.
  private let rules: [String]
  /// The first day of the first release's periods, ISO 8601.
  public let since: String

  /// A state before the first release; nil for publish-once, which has none.
  public init?(_ mode: ScopeMode, policy: ReleasePolicy, codebook: Codebook, since: String) {
    switch mode {
    case .publishOnce: return nil
    case .cumulative: figures = .growing(CumulativeScope(policy: policy))
    case .noisy: figures = .noisy(PrivacyBudget(lifetime: policy.noise.lifetime))
    }
    rules = [policy.hash, codebook.hash]
    self.since = since
  }

  /// Whether the rules are still those of the first release.
  public func belongs(to policy: ReleasePolicy, _ codebook: Codebook) -> Bool {
    rules == [policy.hash, codebook.hash]
  }

  /// How the campaign releases.
  public var mode: ScopeMode {
    switch figures {
    case .growing: .cumulative
    case .noisy: .noisy
    }
  }

  /// The record ids behind a theme's figure, where figures grow.
  public func contributors(to theme: String) -> [[UInt8]] {
    guard case .growing(let scope) = figures, let cell = scope.cell(theme) else { return [] }
    return scope.ids(in: cell.named)
  }

  /// The record ids of everybody who is counted, where figures grow.
  public var contributors: [[UInt8]] {
    guard case .growing(let scope) = figures else { return [] }
    return scope.everybody
  }
}
