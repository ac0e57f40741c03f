// SPDX-License-Identifier: Apache-2.0

/// What a release would show once more people are counted; for the analyst, never for a page.
public struct NextStep: Equatable, Sendable {
  /// What becomes visible.
  public enum Gain: String, CaseIterable, Sendable {
    /// A table of themes at all.
    case table
    /// Bands, where there were two groups only.
    case bands
    /// Rounded counts, where there were bands.
    case counts
    /// The two-way tables that the policy lists.
    case twoWay
    /// Noisy releases, for a campaign that releases in this way only.
    case noise
  }

  /// What becomes visible.
  public let gain: Gain
  /// From how many counted testimonies on.
  public let from: Int
  /// How many more these are than now.
  public let more: Int

  /// Every step that is still to come, the nearest first.
  public static func ahead(of total: Int, under policy: ReleasePolicy) -> [NextStep] {
    let steps: [(Gain, Int)] = [
      (.table, policy.minimumToShowTable), (.bands, policy.minimumForBands),
      (.counts, policy.minimumForCounts), (.noise, policy.noise.minimum),
      (.twoWay, policy.twoWay.minimum),
    ]
    return steps.filter { $0.1 > total }.sorted { $0.1 < $1.1 }
      .map { NextStep(gain: $0.0, from: $0.1, more: $0.1 - total) }
  }
}
