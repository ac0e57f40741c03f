// SPDX-License-Identifier: Apache-2.0

/// One of a model's layers: what tokens tell each other, then what each makes of it.
struct EncoderLayer: Sendable {
  private let attention: Attention
  private let question, key, value, output, up, down: WeightMatrix
  private let afterAttention, afterInner: Normalization
  private let width, inner: Int

  init(_ table: TensorTable, _ shape: ModelShape, index: Int) throws(EmbeddingError) {
    (width, inner) = (shape.width, shape.inner)
    attention = Attention(heads: shape.heads, headWidth: shape.headWidth)
    let name = "l\(index)."
    question = try table.matrix(name + "q", rows: width, columns: width)
    key = try table.matrix(name + "k", rows: width, columns: width)
    value = try table.matrix(name + "v", rows: width, columns: width)
    output = try table.matrix(name + "ao", rows: width, columns: width)
    up = try table.matrix(name + "fi", rows: inner, columns: width)
    down = try table.matrix(name + "fo", rows: width, columns: inner)
    afterAttention = try table.normalization(name + "aln", shape)
    afterInner = try table.normalization(name + "oln", shape)
  }

  func transform(_ rows: inout [SIMD4<Float>], windows: [Range<Int>]) {
    let input = QuantizedRows(rows, columns: width)
    let mixed = attention.mix(
      questions: question.times(input), keys: key.times(input), values: value.times(input),
      windows: windows)
    afterAttention.apply(
      to: &rows, adding: output.times(QuantizedRows(mixed, columns: width)))
    var raised = up.times(QuantizedRows(rows, columns: width))
    Gelu.apply(to: &raised)
    afterInner.apply(to: &rows, adding: down.times(QuantizedRows(raised, columns: inner)))
  }
}

extension TensorTable {
  /// A matrix and what is added to its products.
  func matrix(_ name: String, rows: Int, columns: Int) throws(EmbeddingError) -> WeightMatrix {
    WeightMatrix(
      table: try blocks(name + ".w", rows: rows, columns: columns),
      bias: try floats(name + ".b", count: rows))
  }

  /// A normalisation's scale and shift.
  func normalization(_ name: String, _ shape: ModelShape) throws(EmbeddingError) -> Normalization {
    Normalization(
      scale: try floats(name + ".w", count: shape.width),
      shift: try floats(name + ".b", count: shape.width), epsilon: shape.epsilon)
  }
}
