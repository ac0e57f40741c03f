// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Logistic regression with an L2 penalty, one yes-or-no question, trained in its dual.
///
/// Coordinate descent of Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression
/// and maximum entropy models", Machine Learning 85 (2011), algorithm 5. Each example has two dual
/// variables that sum to its cost. Examples of the rarer answer cost as much as all of the other.
struct LogisticRegression: Sendable {
  /// One weight a place of ``FeatureSpace``.
  private(set) var weights: [Float]

  /// Trains on rows and their answers; the same input gives the same weights.
  ///
  /// `cost` is the inverse strength of the penalty.
  init(_ rows: [SparseRow], _ answers: [Bool], cost: Double, seed: UInt64 = 20_210_730) {
    weights = [Float](repeating: 0, count: FeatureSpace.places)
    var descent = Descent(rows, answers, cost: cost, seed: seed)
    descent.run(&weights)
  }

  /// How strongly a row speaks for yes; 0 is undecided.
  func margin(_ row: SparseRow) -> Float { row.dot(weights) }
}

/// The state of one training.
private struct Descent {
  private static let mostRounds = 100
  private static let closeEnough = 0.01

  private let rows: [SparseRow]
  private let signs: [Double]
  private let costs: [Double]
  private let squares: [Double]
  private var alphas: [(Double, Double)]
  private var random: SeededRandom
  /// How exactly one variable is solved; tightened once most need no step.
  private var tolerance = 0.01
  private var steps = 0

  init(_ rows: [SparseRow], _ answers: [Bool], cost: Double, seed: UInt64) {
    self.rows = rows
    signs = answers.map { $0 ? 1 : -1 }
    let count = Double(rows.count)
    let yes = Double(answers.count { $0 })
    let weight = { (those: Double) in cost * count / (2 * max(those, 1)) }
    costs = answers.map { weight($0 ? yes : count - yes) }
    squares = rows.map(\.square)
    alphas = costs.map { cost in
      let first = min(0.001 * cost, 1e-8)
      return (first, cost - first)
    }
    random = SeededRandom(seed: seed)
  }

  mutating func run(_ weights: inout [Float]) {
    for (index, row) in rows.enumerated() {
      row.addTo(&weights, times: Float(signs[index] * alphas[index].0))
    }
    var order = Array(rows.indices)
    for _ in 0..<Self.mostRounds {
      order.shuffle(using: &random)
      steps = 0
      var steepest = 0.0
      for index in order { steepest = max(steepest, improve(index, &weights)) }
      if steepest < Self.closeEnough { return }
      if steps <= rows.count / 10 { tolerance = max(1e-8, 0.1 * tolerance) }
    }
  }

  /// Solves for one example's variable; gives how steep it was.
  private mutating func improve(_ index: Int, _ weights: inout [Float]) -> Double {
    let (cost, square) = (costs[index], squares[index])
    let margin = Double(rows[index].dot(weights)) * signs[index]
    var (first, second) = alphas[index]
    // The smaller of the two is solved for: its logarithm is the exact one.
    let isSwapped = 0.5 * square * (second - first) + margin < 0
    if isSwapped { swap(&first, &second) }
    let slope = Slope(cost: cost, square: square, margin: isSwapped ? -margin : margin, old: first)
    let start = cost - first < 0.5 * cost ? 0.1 * first : first
    let steepness = abs(slope.at(start))
    guard let solved = slope.zero(from: start, tolerance: tolerance, steps: &steps) else {
      return steepness
    }
    alphas[index] = isSwapped ? (cost - solved, solved) : (solved, cost - solved)
    let change = (isSwapped ? first - solved : solved - first) * signs[index]
    rows[index].addTo(&weights, times: Float(change))
    return steepness
  }
}

/// The derivative of the dual in one variable, and where it is zero.
private struct Slope {
  let cost, square, margin, old: Double

  func at(_ value: Double) -> Double {
    square * (value - old) + margin + log(value / (cost - value))
  }

  /// Newton's method, kept above zero; nil where the start is good enough.
  func zero(from start: Double, tolerance: Double, steps: inout Int) -> Double? {
    var value = start
    var slope = at(value)
    guard abs(slope) >= tolerance else { return nil }
    for _ in 0..<100 where abs(slope) >= tolerance {
      let next = value - slope / (square + cost / (cost - value) / value)
      value = next <= 0 ? 0.1 * value : next
      slope = at(value)
      steps += 1
    }
    return value
  }
}

/// Random numbers that are the same in each run (splitmix64); never for secrets.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The same seed gives the same numbers.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
