// SPDX-License-Identifier: Apache-2.0

import Redaction
import ThemeLearning

/// Trains the tagger: an averaged perceptron over whole sentences (Collins 2002).
///
/// A wrong label has to lose by a margin, and the very word is left out of sight now and then, so
/// that a name is known by its surroundings too.
struct TaggerTrainer {
  let bits: Int
  let groups: WordGroups
  var rounds = 8
  var margin: Float = 2
  var hidden = 0.2
  var seed: UInt64 = 20_210_730

  /// A model of the examples, its limits yet to be chosen.
  func model(
    of examples: [TaggerExample], inputs: [UInt8], note: String
  ) -> TaggerModel {
    var state = State(bits: bits)
    var random = SeededRandom(seed: seed)
    var order = Array(examples.indices)
    for _ in 0..<rounds {
      order.shuffle(using: &random)
      for index in order {
        learn(examples[index], &state, &random)
      }
    }
    return state.quantised(bits: bits, inputs: inputs, note: note, groups: groups)
  }

  private func learn(_ example: TaggerExample, _ state: inout State, _ random: inout SeededRandom) {
    let count = TaggerFeatures.count
    let hides = example.labels.map { _ in Double.random(in: 0..<1, using: &random) < hidden }
    let seen = example.labels.indices.map { index in
      (index * count + (hides[index] ? TaggerFeatures.wordFeatures : 0))..<((index + 1) * count)
    }
    let emissions = example.labels.indices.map { index in
      var sum = SIMD8<Float>(repeating: margin)
      for place in example.places[seen[index]] { sum += state.weights[Int(place)] }
      sum[Int(example.labels[index].rawValue)] -= margin
      return sum
    }
    state.turn += 1
    let guess = TagLattice(emissions: emissions, steps: TagLattice.steps(state.steps)).best()
    guard guess != example.labels else { return }
    var before = (true: TaggerLabel.outside, guess: TaggerLabel.outside)
    for index in example.labels.indices {
      let (label, other) = (example.labels[index], guess[index])
      if label != other {
        for place in example.places[seen[index]] { state.move(Int(place), to: label, from: other) }
      }
      if label != other || before.true != before.guess {
        state.step(before.true, label, 1)
        state.step(before.guess, other, -1)
      }
      before = (label, other)
    }
  }

  /// Weights and what averaging needs: each change times the turn it came in.
  private struct State {
    var weights: [SIMD8<Float>]
    private var late: [SIMD8<Float>]
    var steps = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: TaggerLabel.count)
    private var lateSteps = [SIMD8<Float>](
      repeating: SIMD8(repeating: 0), count: TaggerLabel.count)
    var turn: Float = 0

    init(bits: Int) {
      weights = Array(repeating: SIMD8(repeating: 0), count: 1 << bits)
      late = weights
    }

    mutating func move(_ place: Int, to label: TaggerLabel, from other: TaggerLabel) {
      weights[place][Int(label.rawValue)] += 1
      weights[place][Int(other.rawValue)] -= 1
      late[place][Int(label.rawValue)] += turn
      late[place][Int(other.rawValue)] -= turn
    }

    mutating func step(_ from: TaggerLabel, _ to: TaggerLabel, _ by: Float) {
      steps[Int(to.rawValue)][Int(from.rawValue)] += by
      lateSteps[Int(to.rawValue)][Int(from.rawValue)] += by * turn
    }

    /// The average, as bytes: the largest weights are cut so that the small ones keep their steps.
    func quantised(
      bits: Int, inputs: [UInt8], note: String, groups: WordGroups
    ) -> TaggerModel {
      let last = turn + 1
      let average = zip(weights, late).map { $0 - $1 / last }
      let sizes = average.flatMap { row in (0..<TaggerLabel.count).map { abs(row[$0]) } }
        .filter { $0 > 0 }.sorted()
      let largest = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 999 / 1000)]
      let scale = 127 / largest
      let rows = average.map { row in
        SIMD8<Int8>(
          (row * scale).rounded(.toNearestOrEven).clamped(
            lowerBound: SIMD8(repeating: -127), upperBound: SIMD8(repeating: 127)))
      }
      let stepRows = zip(steps, lateSteps).map { ($0 - $1 / last) * scale }.map { row in
        SIMD8<Int16>(
          row.rounded(.toNearestOrEven).clamped(
            lowerBound: SIMD8(repeating: -32_000), upperBound: SIMD8(repeating: 32_000)))
      }
      return TaggerModel(
        bits: bits, rows: rows, steps: stepRows,
        limits: TaggerModel.Limits(doubtful: 0, sure: 200, pointed: -300), inputs: inputs,
        note: note, groups: groups)
    }
  }
}
