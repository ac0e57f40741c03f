// SPDX-License-Identifier: Apache-2.0

/// The best labels for a row of tokens, and how much worse the other labels would be.
///
/// Viterbi's algorithm, forwards and backwards.
package struct TagLattice: Sendable {
  /// Scores by label; the eighth lane is unused.
  package typealias Scores = SIMD8<Float>

  /// What a label that cannot stand here costs.
  package static let never: Float = -1e9

  private let emissions: [Scores]
  /// `steps[to]` has a lane for each label before.
  private let steps: [Scores]

  /// A lattice over scores of each token and of each step from label to label.
  package init(emissions: [Scores], steps: [Scores]) {
    self.emissions = emissions.map { scores in
      var scores = scores
      scores[7] = Self.never
      return scores
    }
    self.steps = steps
  }

  /// The steps that labels allow, with given scores: `scores[to][from]`.
  package static func steps(_ scores: [Scores]) -> [Scores] {
    TaggerLabel.allCases.map { to in
      var row = scores[Int(to.rawValue)]
      row[7] = never
      for from in TaggerLabel.allCases where !to.mayFollow(from) { row[Int(from.rawValue)] = never }
      return row
    }
  }

  /// The labels of the best path.
  package func best() -> [TaggerLabel] {
    guard !emissions.isEmpty else { return [] }
    let forward = self.forward()
    var labels = [TaggerLabel](repeating: .outside, count: emissions.count)
    var next = Self.argmax(forward[forward.count - 1])
    for index in emissions.indices.reversed() {
      labels[index] = TaggerLabel(rawValue: UInt8(next)) ?? .outside
      if index > 0 { next = Self.argmax(forward[index - 1] + steps[next]) }
    }
    return labels
  }

  /// For each token and label, the score of the best path through both.
  package func through() -> [Scores] {
    let (forward, backward) = (self.forward(), self.backward())
    return emissions.indices.map { forward[$0] + backward[$0] }
  }

  /// Before the first token there is no name.
  private func forward() -> [Scores] {
    var row: [Scores] = []
    row.reserveCapacity(emissions.count)
    var last = Scores(repeating: Self.never)
    last[0] = 0
    for emission in emissions {
      var scores = Scores(repeating: Self.never)
      for to in steps.indices { scores[to] = (last + steps[to]).max() }
      last = scores + emission
      row.append(last)
    }
    return row
  }

  private func backward() -> [Scores] {
    var row = [Scores](repeating: Scores(repeating: 0), count: emissions.count)
    for index in emissions.indices.dropLast().reversed() {
      let next = row[index + 1] + emissions[index + 1]
      var scores = Scores(repeating: Self.never)
      for to in steps.indices {
        scores = pointwiseMax(scores, steps[to] + next[to])
      }
      row[index] = scores
    }
    return row
  }

  private static func argmax(_ scores: Scores) -> Int {
    var best = 0
    for lane in 1..<TaggerLabel.count where scores[lane] > scores[best] { best = lane }
    return best
  }
}
