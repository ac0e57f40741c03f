// SPDX-License-Identifier: Apache-2.0

/// One layer's matrix with what is added to its products: 4-bit weights times 8-bit rows.
///
/// Weights are unpacked four rows at a time and used for all rows of a batch before the next four.
struct WeightMatrix: Sendable {
  let table: QuantizedTable
  let bias: [SIMD4<Float>]

  /// Every row of the batch times the matrix, plus the bias.
  func times(_ rows: QuantizedRows) -> [SIMD4<Float>] {
    let groups = table.rows / UnpackedWeights.rows
    let count = rows.scales.count / rows.blocks
    var weights = UnpackedWeights(blocks: table.blocks)
    return [SIMD4<Float>](unsafeUninitializedCapacity: count * groups) { results, done in
      for group in 0..<groups {
        weights.unpack(table, from: group * UnpackedWeights.rows)
        weights.multiply(rows, count: count) { row, product in
          results[row &* groups &+ group] = product + bias[group]
        }
      }
      done = count * groups
    }
  }
}

/// Four rows of weights, unpacked.
private struct UnpackedWeights {
  static let rows = 4

  private let blocks: Int
  /// By row, then block: four vectors each.
  private var values: [SIMD8<Int16>]
  /// By block: one scale for each row.
  private var scales: [SIMD4<Float>]

  init(blocks: Int) {
    self.blocks = blocks
    values = [SIMD8<Int16>](repeating: .zero, count: blocks * 4 * Self.rows)
    scales = [SIMD4<Float>](repeating: .zero, count: blocks)
  }

  mutating func unpack(_ table: QuantizedTable, from first: Int) {
    table.withRows(first..<(first + Self.rows)) { bytes in
      for row in 0..<Self.rows {
        for block in 0..<blocks {
          let place = row &* blocks &+ block
          let start = place &* QuantizedBlock.bytes
          scales[block][row] = Float(
            half: bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self))
          let numbers = QuantizedBlock.numbers(bytes, at: start &+ 2)
          values[place &* 4] = numbers.low.lowHalf
          values[place &* 4 &+ 1] = numbers.low.highHalf
          values[place &* 4 &+ 2] = numbers.high.lowHalf
          values[place &* 4 &+ 3] = numbers.high.highHalf
        }
      }
    }
  }

  /// Gives the four products with each of the first `count` rows.
  @inline(__always)
  func multiply(_ rows: QuantizedRows, count: Int, _ take: (Int, SIMD4<Float>) -> Void) {
    rows.values.withUnsafeBufferPointer { numbers in
      rows.scales.withUnsafeBufferPointer { steps in
        values.withUnsafeBufferPointer { weights in
          scales.withUnsafeBufferPointer { scales in
            for row in 0..<count {
              take(row, product(numbers, steps, weights, scales, first: row &* blocks))
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func product(
    _ numbers: UnsafeBufferPointer<SIMD8<Int16>>, _ steps: UnsafeBufferPointer<Float>,
    _ weights: UnsafeBufferPointer<SIMD8<Int16>>, _ scales: UnsafeBufferPointer<SIMD4<Float>>,
    first: Int
  ) -> SIMD4<Float> {
    let stride = blocks &* 4
    var sums = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    for block in 0..<blocks {
      let place = (first &+ block) &* 4
      let (n0, n1) = (numbers[place], numbers[place &+ 1])
      let (n2, n3) = (numbers[place &+ 2], numbers[place &+ 3])
      let scale = scales[block] * steps[first &+ block]
      @inline(__always) func sum(_ row: Int) -> SIMD4<Float> {
        let w = row &* stride &+ block &* 4
        let whole =
          (pairs(weights[w], n0) &+ pairs(weights[w &+ 1], n1))
          &+ (pairs(weights[w &+ 2], n2) &+ pairs(weights[w &+ 3], n3))
        return SIMD4<Float>(whole) * scale[row]
      }
      sums.0 += sum(0)
      sums.1 += sum(1)
      sums.2 += sum(2)
      sums.3 += sum(3)
    }
    return SIMD4(sums.0.sum(), sums.1.sum(), sums.2.sum(), sums.3.sum())
  }

  /// Products of neighbours, added by twos: one instruction of every x86-64 (PMADDWD).
  @inline(__always)
  private func pairs(_ first: SIMD8<Int16>, _ second: SIMD8<Int16>) -> SIMD4<Int32> {
    let products =
      SIMD8<Int32>(truncatingIfNeeded: first) &* SIMD8<Int32>(truncatingIfNeeded: second)
    return products.evenHalf &+ products.oddHalf
  }
}
