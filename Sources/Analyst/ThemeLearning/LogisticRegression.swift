// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One yes-or-no question as a linear model with an L2 penalty around what was believed beforehand.
///
/// Coordinate descent of Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression
/// and maximum entropy models", Machine Learning 85 (2011), algorithm 5. Each example has two dual
/// variables that sum to its cost. Examples of the rarer answer cost as much as all of the other.
/// The penalty is on the distance from the prior weights, not from zero: starting there is all that
/// this needs, since the dual only ever adds examples to them.
struct LogisticRegression: Sendable {
  /// One weight a column of ``FeatureSpace``.
  private(set) var weights: [Float]
  /// The dual variable of each row; 0 for rows that were not learned from.
  private(set) var alphas: [Double]

  /// What a training is made of.
  struct Task: Sendable {
    /// Weights before anything was learned: columns and values.
    var prior: [(place: Int, weight: Float)] = []
    /// Rows to learn from.
    let members: [Int]
    /// For every row, whether it is a yes; asked of members only.
    let answers: [Bool]
    /// The inverse strength of the penalty.
    let cost: Double
    /// Dual variables of a similar training, to begin near the end.
    var start: [Double]?
  }

  /// Trains; the same input gives the same weights.
  init(_ rows: RowTable, _ task: Task, seed: UInt64 = 20_210_730) {
    var weights = [Float](repeating: 0, count: rows.width)
    for (place, weight) in task.prior { weights[place] = weight }
    var descent = Descent(rows, task, seed: seed)
    weights.withUnsafeMutableBufferPointer { descent.run($0) }
    self.weights = weights
    alphas = descent.yes
  }
}

/// The state of one training.
private struct Descent {
  private static let mostRounds = 60
  private static let closeEnough = 0.02

  private let rows: RowTable
  private let members: [Int]
  private let answers: [Bool]
  private let squares: [Double]
  private let costs: (yes: Double, no: Double)
  /// The first of the two dual variables of each row.
  private(set) var yes: [Double]
  /// The second.
  private var rest: [Double]
  private var random: SeededRandom
  /// How exactly one variable is solved; tightened once most need no step.
  private var tolerance = 0.01
  private var steps = 0

  init(_ rows: RowTable, _ task: LogisticRegression.Task, seed: UInt64) {
    (self.rows, members, answers) = (rows, task.members, task.answers)
    squares = rows.squares
    let count = Double(members.count)
    let agreeing = Double(members.count { task.answers[$0] })
    let weight = { (those: Double) in task.cost * count / (2 * max(those, 1)) }
    costs = (weight(agreeing), weight(count - agreeing))
    (yes, rest) = ([], [])
    random = SeededRandom(seed: seed)
    (yes, rest) = beginning(task.start)
  }

  private func beginning(_ start: [Double]?) -> ([Double], [Double]) {
    var (yes, rest) = ([Double](repeating: 0, count: rows.count), [Double]())
    rest = yes
    for row in members {
      let cost = cost(row)
      let least = min(0.001 * cost, 1e-8)
      let known = start.flatMap { row < $0.count ? $0[row] : nil } ?? 0
      yes[row] = min(max(known, least), cost - least)
      rest[row] = cost - yes[row]
    }
    return (yes, rest)
  }

  private func cost(_ row: Int) -> Double { answers[row] ? costs.yes : costs.no }

  mutating func run(_ weights: UnsafeMutableBufferPointer<Float>) {
    for row in members {
      rows.add(row, to: weights, times: Float(answers[row] ? yes[row] : -yes[row]))
    }
    var order = members
    for _ in 0..<Self.mostRounds {
      order.shuffle(using: &random)
      steps = 0
      var steepest = 0.0
      for row in order { steepest = max(steepest, improve(row, weights)) }
      if steepest < Self.closeEnough { return }
      if steps <= members.count / 10 { tolerance = max(1e-8, 0.1 * tolerance) }
    }
  }

  /// Solves for one example's variable; gives how steep it was.
  private mutating func improve(_ row: Int, _ weights: UnsafeMutableBufferPointer<Float>) -> Double
  {
    let (cost, square, sign) = (cost(row), squares[row], answers[row] ? 1.0 : -1.0)
    let margin = Double(rows.dot(row, weights)) * sign
    var (first, second) = (yes[row], rest[row])
    // The smaller of the two is solved for: its logarithm is the exact one.
    let isSwapped = 0.5 * square * (second - first) + margin < 0
    if isSwapped { swap(&first, &second) }
    let slope = Slope(cost: cost, square: square, margin: isSwapped ? -margin : margin, old: first)
    let start = cost - first < 0.5 * cost ? 0.1 * first : first
    let steepness = abs(slope.at(start))
    guard let solved = slope.zero(from: start, tolerance: tolerance, steps: &steps) else {
      return steepness
    }
    (yes[row], rest[row]) = isSwapped ? (cost - solved, solved) : (solved, cost - solved)
    let change = (isSwapped ? first - solved : solved - first) * sign
    rows.add(row, to: weights, times: Float(change))
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
