// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Turns a margin into how often such a margin is right.
///
/// Platt, "Probabilistic outputs for support vector machines" (1999), by Newton steps with halving
/// (Lin, Lin and Weng 2007), and a pull towards what was believed before anything was known.
struct Calibration: Sendable {
  /// Before anything is known: what a margin means to a model whose examples weigh alike.
  static let beliefs = (slope: 1.0, offset: -1.0)
  private static let strength = 1.0

  private var slope: Double
  private var offset: Double

  init(margins: [Float], answers: [Bool]) {
    (slope, offset) = Self.beliefs
    let yes = Double(answers.count { $0 })
    let no = Double(answers.count) - yes
    // Not quite 1 and 0, so that few examples do not make it too sure.
    let targets = answers.map { $0 ? (yes + 1) / (yes + 2) : 1 / (no + 2) }
    var rounds = 0
    while rounds < 50, step(margins, targets) { rounds += 1 }
  }

  /// From 0 to 1.
  func probability(_ margin: Float) -> Double {
    1 / (1 + exp(-slope * Double(margin) - offset))
  }

  /// One Newton step; whether it was worth while.
  private mutating func step(_ margins: [Float], _ targets: [Double]) -> Bool {
    var (h11, h22, h21) = (Self.strength, Self.strength, 0.0)
    var g1 = Self.strength * (slope - Self.beliefs.slope)
    var g2 = Self.strength * (offset - Self.beliefs.offset)
    for (margin, target) in zip(margins, targets) {
      let p = probability(margin)
      let (f, spread, off) = (Double(margin), p * (1 - p), p - target)
      h11 += f * f * spread
      h22 += spread
      h21 += f * spread
      g1 += f * off
      g2 += off
    }
    guard abs(g1) > 1e-5 || abs(g2) > 1e-5 else { return false }
    let determinant = h11 * h22 - h21 * h21
    return descend(
      by: (-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant),
      margins, targets)
  }

  private mutating func descend(
    by change: (Double, Double), _ margins: [Float], _ targets: [Double]
  ) -> Bool {
    let before = self
    let loss = loss(margins, targets)
    var size = 1.0
    while size > 1e-6 {
      slope = before.slope + size * change.0
      offset = before.offset + size * change.1
      if self.loss(margins, targets) < loss { return true }
      size /= 2
    }
    self = before
    return false
  }

  private func loss(_ margins: [Float], _ targets: [Double]) -> Double {
    let (off1, off2) = (slope - Self.beliefs.slope, offset - Self.beliefs.offset)
    let pull = Self.strength / 2 * (off1 * off1 + off2 * off2)
    return zip(margins, targets).reduce(pull) { sum, pair in
      let value = -slope * Double(pair.0) - offset
      let certain = value >= 0 ? pair.1 * value : (pair.1 - 1) * value
      return sum + certain + log(1 + exp(-abs(value)))
    }
  }
}
