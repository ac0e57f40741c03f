// SPDX-License-Identifier: Apache-2.0

import Release

/// Runs random histories against a way of releasing, and compares every pair of its releases.
package struct Attack {
  /// What was found.
  package struct Outcome: Equatable, Sendable {
    /// Histories that were run.
    package var histories = 0
    /// Releases in them.
    package var releases = 0
    /// Pairs of cells that were compared, and single cells.
    package var comparisons = 0
    /// Pairs or cells that tell of one to k - 1 people.
    package var violations = 0

    /// Nothing found yet.
    package init() {}

    /// Adds what another part of the run found.
    package static func += (left: inout Outcome, right: Outcome) {
      left.histories += right.histories
      left.releases += right.releases
      left.comparisons += right.comparisons
      left.violations += right.violations
    }
  }

  private let k: Int
  private let batch: Int
  private let steps: Int

  /// An attack that looks for fewer than k people.
  /// - Parameters:
  ///   - k: the least number of people that may be told apart.
  ///   - batch: the most people who submit in one step.
  ///   - steps: the steps of one history.
  package init(k: Int, batch: Int, steps: Int) {
    (self.k, self.batch, self.steps) = (k, batch, steps)
  }

  /// Runs the histories with these seeds, each against a mode that has released nothing yet.
  package func run(_ seeds: Range<Int>, against mode: () -> any ReleaseMode) -> Outcome {
    var outcome = Outcome()
    for seed in seeds {
      let releases = history(UInt64(seed), mode())
      outcome.histories += 1
      outcome.releases += releases.count
      for theme in World.themes.indices {
        compare(distinct(releases.compactMap { $0[theme] }), &outcome)
      }
    }
    return outcome
  }

  private func history(_ seed: UInt64, _ start: any ReleaseMode) -> [[CountedCell?]] {
    var (world, mode) = (World(seed: seed, batch: batch), start)
    var releases: [[CountedCell?]] = []
    for _ in 0..<steps where world.step() { releases.append(mode.release(world)) }
    return releases
  }

  // Showing the same sets again tells nothing.
  private func distinct(_ cells: [CountedCell]) -> [CountedCell] {
    var kept: [CountedCell] = []
    for cell in cells where !kept.contains(cell) { kept.append(cell) }
    return kept
  }

  private func compare(_ cells: [CountedCell], _ outcome: inout Outcome) {
    for (place, cell) in cells.enumerated() {
      outcome.comparisons += 1 + place
      let alone = min(cell.named.count, cell.others.count)
      outcome.violations += alone < k ? 1 : 0
      for earlier in cells[..<place] where (cell.fewestApart(from: earlier) ?? k) < k {
        outcome.violations += 1
      }
    }
  }
}
