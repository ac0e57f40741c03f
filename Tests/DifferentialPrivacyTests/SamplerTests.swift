// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import DifferentialPrivacy
import Foundation
import Testing

struct SamplerTests {
  @Test(arguments: [(1, 5), (3, 10), (1, 1), (5, 2)])
  func `a hundred thousand draws fit the closed form`(upper: Int, lower: Int) throws {
    let laplace = try distribution(upper, lower)
    var words = FixedWords(state: UInt64(upper * 100 + lower))
    #expect(try chiSquare(laplace, draws: 100_000, &words) < 0)
  }

  @Test func `the test of fit finds a sampler that counts zero twice`() throws {
    let laplace = try distribution(1, 5)
    var words = FixedWords(state: 9)
    var draws = try (0..<100_000).map { _ in try laplace.draw(from: &words) }
    for place in draws.indices where draws[place] == 1 && place % 2 == 0 { draws[place] = 0 }
    #expect(excess(of: draws, under: laplace) > 0)
  }

  @Test func `fresh words differ and give both signs`() throws {
    let laplace = try distribution(1, 5)
    var words = FreshWords()
    let draws = try (0..<2_000).map { _ in try laplace.draw(from: &words) }
    #expect(draws.contains { $0 > 0 } && draws.contains { $0 < 0 } && draws.contains(0))
    #expect(try Set((0..<2_000).map { _ in try words.next() }).count == 2_000)
  }

  @Test(arguments: [(1, 1, 3), (1, 3, 9), (1, 5, 15), (2, 1, 1)])
  func `the printed width is the least that holds nineteen of twenty`(
    upper: Int, lower: Int, width: Int
  ) throws {
    let laplace = try distribution(upper, lower)
    let within = { (width: Int) in
      (-width...width).reduce(0) { $0 + laplace.probability(of: $1) }
    }
    #expect(laplace.halfWidth95(roundedTo: 1) == width)
    #expect(within(width) >= 0.95 && within(width - 1) < 0.95)
  }

  @Test(arguments: [(3, 10), (1, 10), (9, 50), (9, 10)], [5, 10])
  func `the printed width holds nineteen of twenty after rounding, whatever the number`(
    rate: (Int, Int), step: Int
  ) throws {
    let laplace = try distribution(rate.0, rate.1)
    let width = laplace.halfWidth95(roundedTo: step)
    let worst = { (width: Int) in
      (1_000..<1_000 + step).map { held(laplace, $0, within: width, step) }.min() ?? 0
    }
    #expect(worst(width) >= 0.95 && worst(width - 1) < 0.95)
  }

  @Test func `the width beside a noisy theme counts the rounding in`() throws {
    #expect(try distribution(3, 10).halfWidth95(roundedTo: 5) == 11)
  }

  /// How often a number with noise, rounded to the nearest multiple of a step, stays so near to itself.
  private func held(
    _ laplace: DiscreteLaplace, _ number: Int, within width: Int, _ step: Int
  ) -> Double {
    (-500...500).reduce(0) { sum, noise in
      let published = (number + noise + step / 2) / step * step
      return abs(published - number) <= width ? sum + laplace.probability(of: noise) : sum
    }
  }

  @Test func `a rate of nothing or out of bounds is no distribution`() throws {
    #expect(DiscreteLaplace(rate: Rational(0)) == nil)
    let tiny = try #require(Rational(1, over: 1 << 40))
    #expect(DiscreteLaplace(rate: tiny) == nil)
  }

  private func distribution(_ upper: Int, _ lower: Int) throws -> DiscreteLaplace {
    let rate = try #require(Rational(upper, over: lower))
    return try #require(DiscreteLaplace(rate: rate))
  }

  private func chiSquare(
    _ laplace: DiscreteLaplace, draws: Int, _ words: inout FixedWords
  ) throws -> Double {
    var values: [Int] = []
    for _ in 0..<draws { values.append(try laplace.draw(from: &words)) }
    return excess(of: values, under: laplace)
  }

  /// Chi-square over all values expected 10 times or more, and the rest as one, less its critical
  /// value at one in a thousand (Wilson and Hilferty 1931); over 0 means that the fit is bad.
  private func excess(of draws: [Int], under laplace: DiscreteLaplace) -> Double {
    let total = Double(draws.count)
    let counts = draws.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    let likely = (-200...200).filter { laplace.probability(of: $0) * total >= 10 }
    let cells = likely.map { (Double(counts[$0] ?? 0), laplace.probability(of: $0) * total) }
    let rest = (
      total - cells.reduce(0) { $0 + $1.0 }, total - cells.reduce(0) { $0 + $1.1 }
    )
    let square = (cells + [rest]).reduce(0) { $0 + pow($1.0 - $1.1, 2) / max($1.1, 1e-9) }
    let freedom = Double(cells.count)
    let spread = 2 / (9 * freedom)
    return square - freedom * pow(1 - spread + 3.09 * spread.squareRoot(), 3)
  }
}

/// Words that fall alike in every run (SplitMix64).
struct FixedWords: RandomWords {
  var state: UInt64

  mutating func next() throws(PrimitiveError) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
