// SPDX-License-Identifier: Apache-2.0

/// Rows of numbers rounded to 8 bits, with one scale for each 32; kept in 16 bits, as products want them.
struct QuantizedRows {
  let blocks: Int
  private(set) var values: [SIMD8<Int16>]
  private(set) var scales: [Float]

  /// Added and taken off again, it rounds to the nearest whole number, ties to even.
  private static let rounder: Float = 0x1.8p23

  init(_ rows: [SIMD4<Float>], columns: Int) {
    blocks = columns / QuantizedBlock.length
    let count = rows.count / 8
    scales = [Float](repeating: 0, count: count)
    values = [SIMD8<Int16>](repeating: .zero, count: count * 4)
    rows.withUnsafeBufferPointer { rows in
      values.withUnsafeMutableBufferPointer { values in
        scales.withUnsafeMutableBufferPointer { scales in
          for block in 0..<count {
            scales[block] = Self.quantize(rows, block, &values)
          }
        }
      }
    }
  }

  /// Rounds one block; gives its scale.
  @inline(__always)
  private static func quantize(
    _ rows: UnsafeBufferPointer<SIMD4<Float>>, _ block: Int,
    _ values: inout UnsafeMutableBufferPointer<SIMD8<Int16>>
  ) -> Float {
    var largest = SIMD4<Int32>.zero
    for four in 0..<8 {
      // Without their signs, floats are in the order of their bits.
      let size = unsafeBitCast(rows[block &* 8 &+ four], to: SIMD4<Int32>.self) & 0x7fff_ffff
      largest = largest.replacing(with: size, where: size .> largest)
    }
    let scale = Float(bitPattern: UInt32(bitPattern: largest.max())) / 127
    let inverse = scale > 0 ? 1 / scale : 0
    for eight in 0..<4 {
      let place = block &* 8 &+ eight &* 2
      values[block &* 4 &+ eight] = SIMD8(
        lowHalf: rounded(rows[place] * inverse), highHalf: rounded(rows[place &+ 1] * inverse))
    }
    return scale
  }

  @inline(__always)
  private static func rounded(_ four: SIMD4<Float>) -> SIMD4<Int16> {
    SIMD4<Int16>(truncatingIfNeeded: unsafeBitCast(four + rounder, to: SIMD4<Int32>.self))
  }
}
