// SPDX-License-Identifier: Apache-2.0

import CodeFigures
import Testing

struct SaturationTests {
  @Test func `codes that all testimonies have are seen at once, and nothing is left`() {
    let saturation = Saturation([Set<String>](repeating: ["a", "b"], count: 12))
    #expect(saturation.curve.allSatisfy { $0.mean == 2 && $0.low == 2 && $0.high == 2 })
    #expect(saturation.unseen == 0 && saturation.newness == 0 && saturation.lately == 0)
  }

  @Test func `where each testimony brings a code of its own, more are to come`() {
    let saturation = Saturation((0..<20).map { ["code_\($0)"] })
    #expect(saturation.curve.map(\.mean) == (1...20).map(Double.init))
    #expect(saturation.newness == 1)
    #expect(saturation.lately == 2)
    // None stands twice: Chao's formula would give 19/20 * 20 * 19 / 2.
    #expect(saturation.unseen == nil)
  }

  @Test(
    arguments: [(nil, 3.5625), (40, 3.5625), (11, 2), (10, 1), (9, nil)] as [(Int?, Double?)])
  func `no more codes are expected than the list has left`(all: Int?, unseen: Double?) {
    // Six codes once and three twice, in twenty testimonies. Chao: 19/20 * 6 * 5 / (2 * 4).
    let coded = (0..<20).map { index -> Set<String> in
      index < 6 ? ["once_\(index)"] : index < 12 ? ["twice_\(index % 3)"] : []
    }
    let saturation = Saturation(coded, of: all)
    #expect(saturation.once == 6 && saturation.twice == 3)
    #expect(saturation.unseen == unseen)
    #expect(saturation.newness == (all == 9 ? 0 : 0.5))
  }

  @Test func `where hardly any code stands twice nothing is estimated`() {
    // Twelve testimonies with two codes of their own each, and a list that is used up.
    let coded = (0..<12).map { Set(["code_\($0)", "other_\($0)"]) }
    let saturation = Saturation(coded, of: 24)
    #expect(saturation.unseen == nil && saturation.left == 0 && saturation.newness == 0)
    #expect(Saturation(coded, of: 30).unseen == nil)
  }

  @Test func `the mean over orders is that of the closed formula`() {
    // A code in f of M testimonies is in n of them drawn without 1 - C(M-f, n) / C(M, n).
    let coded: [Set<String>] = [["a"], ["a", "b"], ["a"], [], ["b", "c"], ["a"]]
    let saturation = Saturation(coded, orders: 20_000)
    for (n, expected) in zip(1..., [7.0 / 6, 1.8667, 2.3, 2.6, 2.8333, 3.0]) {
      #expect(abs(saturation.curve[n - 1].mean - expected) < 0.03)
    }
  }

  @Test func `the curve never falls, and lies within its interval`() {
    let saturation = Saturation((0..<30).map { ["c\($0 % 7)", "d\($0 % 11)"] })
    for (before, after) in zip(saturation.curve, saturation.curve.dropFirst()) {
      #expect(after.mean >= before.mean)
    }
    // The mean of a skewed distribution may lie just outside its middle 95 %.
    #expect(
      saturation.curve.allSatisfy {
        $0.low <= $0.high && Double($0.low) - 1 < $0.mean && $0.mean < Double($0.high) + 1
      })
    #expect(saturation.curve.last?.mean == 18)
  }

  @Test func `no testimonies have no curve`() {
    let saturation = Saturation([])
    #expect(saturation.curve.isEmpty && saturation.unseen == 0 && saturation.newness == 0)
  }
}
