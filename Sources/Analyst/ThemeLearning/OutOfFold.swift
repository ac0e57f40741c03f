// SPDX-License-Identifier: Apache-2.0

/// What models say of texts that they did not learn from: the only margins that tell how sure they are.
struct OutOfFold {
  private static let folds = 5

  /// One row of margins a code.
  let margins: [[Float]]

  init(_ rows: [SparseRow], _ answers: [[Bool]]) {
    let tasks = answers.indices.flatMap { code in (0..<Self.folds).map { (code, $0) } }
    let parts = tasks.inParallel { code, fold in Self.margins(rows, answers[code], fold: fold) }
    var margins = answers.map { [Float](repeating: 0, count: $0.count) }
    for ((code, fold), part) in zip(tasks, parts) {
      for (step, margin) in part.enumerated() {
        margins[code][fold + step * Self.folds] = margin
      }
    }
    self.margins = margins
  }

  private static func margins(_ rows: [SparseRow], _ answers: [Bool], fold: Int) -> [Float] {
    let others = rows.indices.filter { $0 % folds != fold }
    let model = LogisticRegression(
      others.map { rows[$0] }, others.map { answers[$0] }, cost: ThemeModel.cost)
    return stride(from: fold, to: rows.count, by: folds).map { model.margin(rows[$0]) }
  }

  /// One threshold for all codes, the one that finds most with least noise (micro-F1).
  ///
  /// Never one a code: with few examples each, that was measured to lose.
  func threshold(_ answers: [[Bool]]) -> Float {
    let pairs = zip(margins, answers).flatMap { zip($0, $1) }.sorted { $0.0 > $1.0 }
    let all = pairs.count { $0.1 }
    var (best, found, chosen) = (0.0, 0, Float(0))
    for (rank, (margin, isTrue)) in pairs.enumerated() {
      found += isTrue ? 1 : 0
      let score = 2 * Double(found) / Double(rank + 1 + all)
      if score > best { (best, chosen) = (score, margin) }
    }
    // Half way back to "undecided": what is best here is a little too good elsewhere.
    return chosen / 2
  }
}
