// SPDX-License-Identifier: Apache-2.0

import ReleaseAttack
import Testing

@testable import Release

/// Random histories of submitting, withdrawing, coding again and releasing. (G10)
struct AttackTests {
  static let k = 5
  static let seeds = 0..<10_000

  @Test func `publish-once lets no pair of releases tell fewer than k people apart`() throws {
    let policy = try TestPolicy.with(k: Self.k)
    let found = Attack(k: Self.k, batch: 30, steps: 8)
      .run(Self.seeds) { PublishOnce(policy: policy) }
    #expect(found.violations == 0)
    #expect(found.histories == 10_000 && found.comparisons > 10_000)
  }

  @Test func `cumulative figures let no pair of releases tell fewer than k people apart`() {
    let found = Attack(k: Self.k, batch: 8, steps: 14)
      .run(Self.seeds) { Cumulative(k: Self.k, minimum: 2 * Self.k) }
    #expect(found.violations == 0)
    // The figures do move: a mode that shows nothing would be safe too.
    #expect(found.comparisons > 30_000)
  }

  @Test func `exact counts over k are found out`() {
    #expect(small().run(0..<200) { ExactOverK(k: Self.k) }.violations > 100)
  }

  @Test func `rounding down is found out`() {
    #expect(small().run(0..<200) { FloorRounding(k: Self.k) }.violations > 100)
  }

  @Test func `lagging each cell alone is found out`() {
    #expect(small().run(0..<200) { LaggingPerCell(k: Self.k) }.violations > 20)
  }

  @Test func `the joint rule against the last figure only is found out`() {
    #expect(small().run(0..<2_000) { JointWithLastOnly(k: Self.k) }.violations > 0)
  }

  private func small() -> Attack { Attack(k: Self.k, batch: 8, steps: 14) }
}
