// SPDX-License-Identifier: Apache-2.0

/// Rows of numbers rounded to 8 bits, with one scale for each 32; kept in 16 bits, as products want them.
struct QuantizedRows {
  let blocks: Int
  private(set) var values: [SIMD8<Int16>]
  private(set) var scales: [Float]

  /// Added and taken off again, it rounds to the nearest whole number, ties to even.
  private static let rounder = SIMD4<Float>(repeating: 0x1.8p23)

  init(_ rows: [SIMD4<Float>], columns: Int) {
    blocks = columns / QuantizedBlock.length
    let count = rows.count / 8
    values = []
    scales = [Float](unsafeUninitializedCapacity: count) { scales, done in
      for block in 0..<count {
        scales[block] = Self.largest(rows, block * 8) / 127
      }
      done = count
    }
    values = [SIMD8<Int16>](unsafeUninitializedCapacity: count * 4) { values, done in
      for block in 0..<count {
        let inverse = scales[block] > 0 ? 1 / scales[block] : 0
        for eight in 0..<4 {
          let first = Self.rounded(rows[block &* 8 &+ eight &* 2] * inverse)
          let second = Self.rounded(rows[block &* 8 &+ eight &* 2 &+ 1] * inverse)
          values[block &* 4 &+ eight] = SIMD8(lowHalf: first, highHalf: second)
        }
      }
      done = count * 4
    }
  }

  private static func largest(_ rows: [SIMD4<Float>], _ start: Int) -> Float {
    var largest = SIMD4<Float>.zero
    for four in start..<(start + 8) {
      let value = rows[four]
      largest.replace(with: value, where: value .> largest)
      largest.replace(with: -value, where: -value .> largest)
    }
    return largest.max()
  }

  @inline(__always)
  private static func rounded(_ four: SIMD4<Float>) -> SIMD4<Int16> {
    let bits = unsafeBitCast(four + rounder, to: SIMD4<Int32>.self)
    return SIMD4<Int16>(truncatingIfNeeded: bits)
  }
}
