// SPDX-License-Identifier: Apache-2.0

/// How 4-bit numbers stand in a file (Q4_0): a half-precision scale, then 32 numbers in 16 bytes.
enum QuantizedBlock {
  static let length = 32
  static let bytes = 18
  /// Nothing is stored below zero: this is taken off each number.
  static let offset: Int16 = 8
}

/// A table of 4-bit numbers in rows, in a model's file.
struct QuantizedTable: Sendable {
  let bytes: ModelBytes
  let place: Range<Int>
  let rows, columns: Int

  /// Blocks in one row.
  var blocks: Int { columns / QuantizedBlock.length }

  /// Whether no block has a scale that is infinite or no number.
  var scalesAreFinite: Bool {
    bytes.withPart(place) { part in
      for block in 0..<(rows * blocks) {
        let scale = part.loadUnaligned(
          fromByteOffset: block * QuantizedBlock.bytes, as: UInt16.self)
        if scale & 0x7c00 == 0x7c00 { return false }
      }
      return true
    }
  }

  /// Lends the bytes of whole rows.
  func withRows<Result>(
    _ chosen: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let row = blocks * QuantizedBlock.bytes
    let start = place.lowerBound + chosen.lowerBound * row
    return bytes.withPart(start..<(start + chosen.count * row), body)
  }

  /// One row as plain numbers, in fours.
  func row(_ index: Int) -> [SIMD4<Float>] {
    withRows(index..<(index + 1)) { bytes in
      (0..<blocks).flatMap { block in
        let start = block * QuantizedBlock.bytes
        let scale = Float(half: bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self))
        let numbers = QuantizedBlock.numbers(bytes, at: start + 2)
        return [numbers.low, numbers.high].flatMap { sixteen in
          [sixteen.lowHalf.lowHalf, sixteen.lowHalf.highHalf]
            + [sixteen.highHalf.lowHalf, sixteen.highHalf.highHalf]
        }.map { SIMD4<Float>($0) * scale }
      }
    }
  }
}

extension QuantizedBlock {
  /// The 32 numbers at an offset: the low halves of the 16 bytes come first, then the high ones.
  @inline(__always)
  static func numbers(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> (low: SIMD16<Int16>, high: SIMD16<Int16>) {
    let packed = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
    return (
      SIMD16<Int16>(truncatingIfNeeded: packed & 0x0f) &- Self.offset,
      SIMD16<Int16>(truncatingIfNeeded: packed &>> 4) &- Self.offset
    )
  }
}

extension Float {
  /// The value of a half-precision number (IEEE 754 binary16) given as its bits.
  ///
  /// `Float16` is not on every machine that Swift compiles for.
  @inline(__always)
  init(half bits: UInt16) {
    // Moved to where single precision has these bits, then scaled back by 2^112: right for the
    // small ("subnormal") ones too.
    let magnitude = Float(bitPattern: UInt32(bits & 0x7fff) << 13) * 0x1p112
    self = bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
