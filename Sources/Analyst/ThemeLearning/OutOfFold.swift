// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What models say of texts that they did not learn from: the only margins that tell how sure they are.
struct OutOfFold {
  /// For each code the margins and answers of the rows that it is not silent of.
  let known: [(margins: [Float], answers: [Bool])]

  /// Each model begins where `whole`, the one that learned from all, ended, if there is one; it
  /// forgets the rows that it is asked about.
  init(_ learning: Learning, _ whole: [[Double]], folds: Int = 5) {
    let parts = learning.tasks.indices.flatMap { code in (0..<folds).map { (code, $0) } }
    let found = parts.inParallel { code, fold in
      Self.margins(
        learning, learning.tasks[code], fold, of: folds, start: whole.isEmpty ? nil : whole[code])
    }
    known = learning.tasks.indices.map { code in
      let margins = found[code * folds..<(code + 1) * folds].flatMap(\.self)
      let rows = (0..<folds).flatMap { Self.asked(learning.tasks[code], $0, of: folds) }
      return (margins, rows.map { learning.tasks[code].answers[$0] })
    }
  }

  /// The mean log loss after calibration.
  var loss: Double {
    let losses = known.inParallel { margins, answers in
      let calibration = Calibration(margins: margins, answers: answers)
      return zip(margins, answers).reduce(0.0) { sum, pair in
        let probability = calibration.probability(pair.0)
        return sum - log(max(pair.1 ? probability : 1 - probability, 1e-9))
      }
    }
    return losses.reduce(0, +) / Double(max(known.reduce(0) { $0 + $1.margins.count }, 1))
  }

  private static func asked(_ task: LogisticRegression.Task, _ fold: Int, of folds: Int) -> [Int] {
    stride(from: fold, to: task.members.count, by: folds).map { task.members[$0] }
  }

  private static func margins(
    _ learning: Learning, _ task: LogisticRegression.Task, _ fold: Int, of folds: Int,
    start: [Double]?
  ) -> [Float] {
    let others = task.members.enumerated().filter { $0.offset % folds != fold }.map(\.element)
    let part = LogisticRegression.Task(
      prior: task.prior, members: others, answers: task.answers, cost: task.cost, start: start)
    let model = LogisticRegression(learning.rows, part)
    var weights = model.weights
    return weights.withUnsafeMutableBufferPointer { weights in
      asked(task, fold, of: folds).map { learning.rows.dot($0, weights) }
    }
  }
}
