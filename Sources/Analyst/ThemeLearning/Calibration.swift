// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Turns a margin into how often such a margin is right.
///
/// Platt, "Probabilistic outputs for support vector machines" (1999), with the Newton steps of Lin, Lin
/// and Weng (2007).
struct Calibration: Sendable {
  private var slope = 0.0
  private var offset = 0.0

  init(margins: [Float], answers: [Bool]) {
    let yes = Double(answers.count { $0 })
    let no = Double(answers.count) - yes
    offset = log((no + 1) / (yes + 1))
    // Not quite 1 and 0, so that few examples do not make it too sure.
    let targets = answers.map { $0 ? (yes + 1) / (yes + 2) : 1 / (no + 2) }
    var rounds = 0
    while rounds < 100, !step(margins, targets) { rounds += 1 }
  }

  /// From 0 to 1.
  func probability(_ margin: Float) -> Double {
    1 / (1 + exp(slope * Double(margin) + offset))
  }

  /// One Newton step with halving; whether it is near enough.
  private mutating func step(_ margins: [Float], _ targets: [Double]) -> Bool {
    var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
    for (margin, target) in zip(margins, targets) {
      let p = probability(margin)
      let (f, spread, off) = (Double(margin), p * (1 - p), target - p)
      h11 += f * f * spread
      h22 += spread
      h21 += f * spread
      g1 += f * off
      g2 += off
    }
    guard abs(g1) > 1e-5 || abs(g2) > 1e-5 else { return true }
    let determinant = h11 * h22 - h21 * h21
    let change = (-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant)
    return !descend(along: change, slope: g1 * change.0 + g2 * change.1, margins, targets)
  }

  private mutating func descend(
    along change: (Double, Double), slope steepness: Double, _ margins: [Float], _ targets: [Double]
  ) -> Bool {
    let before = self
    let loss = loss(margins, targets)
    var size = 1.0
    while size > 1e-10 {
      slope = before.slope + size * change.0
      offset = before.offset + size * change.1
      if self.loss(margins, targets) < loss + 1e-4 * size * steepness { return true }
      size /= 2
    }
    self = before
    return false
  }

  private func loss(_ margins: [Float], _ targets: [Double]) -> Double {
    zip(margins, targets).reduce(0) { sum, pair in
      let value = slope * Double(pair.0) + offset
      let certain = value >= 0 ? pair.1 * value : (pair.1 - 1) * value
      return sum + certain + log(1 + exp(-abs(value)))
    }
  }
}
