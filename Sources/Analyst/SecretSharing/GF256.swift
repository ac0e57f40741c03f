// SPDX-License-Identifier: Apache-2.0

/// The field of 256 elements with AES's polynomial, x⁸ + x⁴ + x³ + x + 1 (ShareFormat §1).
///
/// Time and memory accesses do not depend on the values: no table, no branch on a secret.
enum GF256 {
  static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (left, product) = (left, UInt8(0))
    for bit in UInt8(0)..<8 {
      // 0xff where the bit is set, 0 where not.
      product ^= left & (0 &- (right >> bit & 1))
      left = (left << 1) ^ (0x1b & (0 &- (left >> 7)))
    }
    return product
  }

  /// The 254th power, which is the inverse of everything but 0.
  static func inverse(_ value: UInt8) -> UInt8 {
    var (result, power) = (UInt8(1), value)
    // 254 is 11111110 in binary: every square but the first is multiplied in.
    for _ in 1..<8 {
      power = multiply(power, power)
      result = multiply(result, power)
    }
    return result
  }
}
