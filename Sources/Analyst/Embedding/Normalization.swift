// SPDX-License-Identifier: Apache-2.0

/// Brings each row to mean 0 and deviation 1, then scales and shifts it (layer normalisation).
struct Normalization: Sendable {
  let scale, shift: [SIMD4<Float>]
  let epsilon: Float

  func apply(to rows: inout [SIMD4<Float>]) {
    let width = scale.count
    let share = 1 / Float(width * 4)
    rows.withUnsafeMutableBufferPointer { rows in
      for start in stride(from: 0, to: rows.count, by: width) {
        var sum = SIMD4<Float>.zero
        for place in start..<(start + width) { sum += rows[place] }
        let mean = SIMD4(repeating: sum.sum() * share)
        var squares = SIMD4<Float>.zero
        for place in start..<(start + width) {
          let difference = rows[place] - mean
          squares += difference * difference
        }
        let factor = 1 / (squares.sum() * share + epsilon).squareRoot()
        for place in 0..<width {
          rows[start + place] = (rows[start + place] - mean) * factor * scale[place] + shift[place]
        }
      }
    }
  }

  /// As above, after the change was added.
  func apply(to rows: inout [SIMD4<Float>], adding change: [SIMD4<Float>]) {
    for place in rows.indices { rows[place] += change[place] }
    apply(to: &rows)
  }
}
