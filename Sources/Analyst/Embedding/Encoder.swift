// SPDX-License-Identifier: Apache-2.0

/// A model's layers, one after the other.
struct Encoder: Sendable {
  private let words: QuantizedTable
  private let positions, kind: [SIMD4<Float>]
  private let first: Normalization
  private let layers: [EncoderLayer]

  init(_ table: TensorTable, _ shape: ModelShape) throws(EmbeddingError) {
    words = try table.blocks("emb.word", rows: shape.vocabulary, columns: shape.width)
    positions = try table.floats("emb.pos", count: shape.positions * shape.width)
    // Tokens can be of several kinds; a text that stands alone is of the first.
    let kinds = try table.floats("emb.type", count: shape.kinds * shape.width)
    kind = Array(kinds.prefix(shape.width / 4))
    first = try table.normalization("emb.ln", shape)
    var layers: [EncoderLayer] = []
    for index in 0..<shape.layers { layers.append(try EncoderLayer(table, shape, index: index)) }
    self.layers = layers
  }

  /// For each window of tokens, the mean of what the last layer says of them.
  func means(of windows: [[Int]]) -> [[SIMD4<Float>]] {
    var rows = windows.flatMap(embedded)
    var places: [Range<Int>] = []
    for window in windows {
      let start = places.last?.upperBound ?? 0
      places.append(start..<(start + window.count))
    }
    for layer in layers { layer.transform(&rows, windows: places) }
    return places.map { mean(rows, $0) }
  }

  private func embedded(_ window: [Int]) -> [SIMD4<Float>] {
    let fours = kind.count
    var rows: [SIMD4<Float>] = []
    for (position, token) in window.enumerated() {
      let word = words.row(token)
      for four in 0..<fours {
        rows.append(word[four] + (positions[position * fours + four] + kind[four]))
      }
    }
    first.apply(to: &rows)
    return rows
  }

  private func mean(_ rows: [SIMD4<Float>], _ window: Range<Int>) -> [SIMD4<Float>] {
    let fours = kind.count
    var sums = [SIMD4<Float>](repeating: .zero, count: fours)
    for row in window {
      for four in 0..<fours { sums[four] += rows[row * fours + four] }
    }
    return sums.map { $0 / Float(window.count) }
  }
}
