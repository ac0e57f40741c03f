// SPDX-License-Identifier: Apache-2.0

import ThemeLearning

/// Vectors for texts from their words alone, where there is no model pack (latent semantic analysis).
///
/// The first left singular vectors of the weighted rows, by the randomised method of Halko, Martinsson and
/// Tropp (2011) with four power steps.
enum LatentSpace {
  private static let spare = 10
  private static let powerSteps = 4

  /// One vector for each text, `dimensions` long at the most, each one long.
  static func vectors(of texts: [String], dimensions: Int, seed: UInt64) -> [[Float]] {
    let rows = WordRows(texts).rows
    let width = min(dimensions + spare, max(1, texts.count - 1))
    var random = SeededRandom(seed: seed)
    var basis = (0..<width).map { _ in
      (0..<rows.count).map { _ in Float.random(in: -1...1, using: &random) }
    }
    var strengths: [Float] = []
    for _ in 0..<powerSteps {
      let before = basis
      basis = before.indices.inParallel { onto(rows, across(rows, before[$0])) }
      strengths = orthogonalise(&basis)
    }
    // A power step multiplies each direction by the square of its singular value.
    let scales = strengths.map { $0.squareRoot() }
    let kept = min(dimensions, width)
    return rows.indices.map { text in
      (0..<kept).map { basis[$0][text] * scales[$0] }.unit
    }
  }

  /// The sum of all rows, each by its share.
  private static func across(_ rows: [WordRows.Row], _ shares: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: WordRows.columns)
    for (row, share) in zip(rows, shares) {
      for (column, weight) in zip(row.columns, row.weights) { sums[column] += weight * share }
    }
    return sums
  }

  private static func onto(_ rows: [WordRows.Row], _ direction: [Float]) -> [Float] {
    rows.map { row in
      zip(row.columns, row.weights).reduce(0) { $0 + $1.1 * direction[$1.0] }
    }
  }

  /// Makes directions stand upright on each other (modified Gram-Schmidt); gives their lengths before.
  private static func orthogonalise(_ basis: inout [[Float]]) -> [Float] {
    var lengths: [Float] = []
    for index in basis.indices {
      for earlier in 0..<index {
        let share = basis[index].dot(basis[earlier])
        for place in basis[index].indices { basis[index][place] -= share * basis[earlier][place] }
      }
      lengths.append(basis[index].dot(basis[index]).squareRoot())
      basis[index] = basis[index].unit
    }
    return lengths
  }
}
