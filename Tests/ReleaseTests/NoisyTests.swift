// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import DifferentialPrivacy
import Testing
import ThematicCoding

@testable import Release

struct NoisyTests {
  let stage: Stage
  let releaser: NoisyReleaser

  init() throws {
    stage = try Stage()
    releaser = NoisyReleaser(
      policy: stage.policy, codebook: stage.book, roundingSecret: Array(repeating: 7, count: 32))
  }

  @Test func `noise is refused under a hundred and fifty, and beside releases without it`() throws {
    #expect(refusal(total: 149, mode: nil) == .tooFewForNoise)
    #expect(refusal(total: 150, mode: .publishOnce) == .mixedModes)
    #expect(refusal(total: 150, mode: .cumulative) == .mixedModes)
    #expect(refusal(total: 150, mode: .noisy) == nil)
  }

  @Test func `the fifth release of a scope is refused and costs nothing`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    let coded = try Coded.cohort(of: 200, ["blamed": 80], in: stage.book)
    for _ in 0..<4 { _ = try release(coded, &budget) }
    #expect(budget.spent == Rational(4))
    #expect(throws: NoisyError.self) { try release(coded, &budget) }
    #expect(budget.spent == Rational(4))
  }

  @Test func `noisy counts are multiples of five near the true ones`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    let coded = try Coded.cohort(of: 400, ["blamed": 200, "home": 0], in: stage.book)
    let table = try release(coded, &budget)
    #expect(table.rowHalfWidth == 11)
    #expect(table.rows.allSatisfy { $0.count.isMultiple(of: 5) && $0.count >= 0 })
    // A hundred is thirty times the scale: not met once in the age of the world.
    let blamed = try #require(table.rows.first { $0.theme == "blamed" })
    #expect((100...300).contains(blamed.count))
    #expect(table.rows.count == stage.book.themes.count)
  }

  @Test func `a testimony of many themes counts for three of them, the same each time`() throws {
    let all = Set(stage.book.themes.map(\.id))
    let rounding = SeededRounding(secret: Array(repeating: 7, count: 32))
    let clamp = ThemeClamp(most: 3, rounding: rounding)
    var seen: Set<String> = []
    for number in 0..<60 {
      let testimony = try Coded.testimony(number, all, in: stage.book)
      let kept = clamp.kept(testimony)
      #expect(kept.count == 3 && kept == clamp.kept(testimony))
      seen.formUnion(kept)
    }
    #expect(seen == all)
  }

  @Test func `without random bytes there is no release and no cost`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    var none = NoWords()
    #expect(throws: NoisyError.noRandomness) {
      try releaser.release([], publicTotal: 200, mode: nil, budget: &budget, words: &none)
    }
    #expect(budget.spent == Rational(0))
  }

  private func release(
    _ coded: [CodedTestimony], _ budget: inout PrivacyBudget
  ) throws -> NoisyTable {
    var words = FreshWords()
    return try releaser.release(
      coded, publicTotal: 200, mode: .noisy, budget: &budget, words: &words)
  }

  private func refusal(total: Int, mode: ScopeMode?) -> ReleaseRefusal.Code? {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    var words = FreshWords()
    do {
      _ = try releaser.release(
        [], publicTotal: total, mode: mode, budget: &budget, words: &words)
    } catch NoisyError.refused(let refusal) {
      return refusal.code
    } catch { return nil }
    return nil
  }
}

private struct NoWords: RandomWords {
  mutating func next() throws(PrimitiveError) -> UInt64 { throw .libraryFailure }
}
