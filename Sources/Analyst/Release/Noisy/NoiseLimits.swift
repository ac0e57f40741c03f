// SPDX-License-Identifier: Apache-2.0

import ConfigFile
public import DifferentialPrivacy

/// When a noisy release may be made, and what it costs.
public struct NoiseLimits: Equatable, Sendable {
  /// The fewest testimonies, judged on what is public already; 150 or more.
  public let minimum: Int
  /// What one release costs; 1 at most.
  public let perRelease: Rational
  /// What a scope may cost over its whole life; 4 at most, and not under one release.
  public let lifetime: Rational
  /// The most themes that one testimony counts for; from 1 to 5.
  public let mostThemes: Int

  init(_ node: ConfigNode) throws(ConfigMistake) {
    var keys = try node.mapping()
    minimum = try keys.required("minimum").integer(in: 150...1_000_000)
    let release = try keys.required("epsilon_per_release").integer(in: 1...1)
    let lifetime = try keys.required("epsilon_lifetime").integer(in: release...4)
    mostThemes = try keys.required("most_themes").integer(in: 1...5)
    try keys.finish()
    perRelease = Rational(UInt16(release))
    self.lifetime = Rational(UInt16(lifetime))
  }
}
