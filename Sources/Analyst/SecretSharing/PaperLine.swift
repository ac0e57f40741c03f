// SPDX-License-Identifier: Apache-2.0

import Receipt

/// One line of a share on paper: eight bytes as twenty digits and two check digits (ShareFormat §4).
public struct PaperLine: Equatable, Sendable {
  /// Why a line is not taken; never holds a part of it.
  public enum Fault: Error, Equatable, Sendable {
    /// Nothing was typed.
    case empty
    /// There are fewer or more than 22 digits; how many there are.
    case wrongLength(Int)
    /// A sign is no digit, or the check digits do not fit: a digit is mistyped, or it is another line.
    case wrongDigit
  }

  /// Digits of the number.
  static let numberLength = 20
  /// All digits of a line.
  public static let length = 22
  /// Bytes that a line holds.
  public static let byteCount = 8

  /// Which line it is, from 1.
  public let number: Int
  /// The 22 digits, "0" to "9" in ASCII.
  let ascii: [UInt8]

  /// The line of eight bytes.
  init(_ bytes: some Collection<UInt8>, number: Int) {
    self.number = number
    var value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var digits = [UInt8](repeating: 0, count: Self.numberLength)
    for place in digits.indices.reversed() {
      digits[place] = UInt8(value % 10)
      value /= 10
    }
    let check = Self.check(digits, number: number)
    ascii = (digits + [check / 10, check % 10]).map { $0 + UInt8(ascii: "0") }
  }

  /// Reads what a person typed as the line of a number; digits of any script, spaces where she likes.
  /// - Throws: ``Fault``.
  public init(reading text: String, number: Int) throws(Fault) {
    let signs = text.unicodeScalars.filter { !DigitReading.isSeparator($0) }
    guard !signs.isEmpty else { throw .empty }
    let digits = signs.compactMap(DigitReading.value)
    guard digits.count == signs.count else { throw .wrongDigit }
    guard digits.count == Self.length else { throw .wrongLength(digits.count) }
    let check = Self.check(Array(digits.prefix(Self.numberLength)), number: number)
    guard digits.suffix(2).elementsEqual([check / 10, check % 10]) else { throw .wrongDigit }
    self.number = number
    ascii = digits.map { $0 + UInt8(ascii: "0") }
    // Twenty digits can name more than eight bytes hold.
    guard value != nil else { throw .wrongDigit }
  }

  private var value: UInt64? {
    UInt64(String(decoding: ascii.prefix(Self.numberLength), as: UTF8.self))
  }

  /// The eight bytes.
  var bytes: [UInt8] {
    let value = value ?? 0
    return (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
  }

  /// Four groups of five digits, and the two check digits.
  public var groups: [String] {
    let digits = ascii.map { String(UnicodeScalar($0)) }
    return stride(from: 0, to: Self.length, by: 5)
      .map { digits[$0..<min($0 + 5, Self.length)].joined() }
  }

  /// ISO/IEC 7064, MOD 97-10, over the line's number and its digits: a line in another's place is noticed.
  private static func check(_ digits: [UInt8], number: Int) -> UInt8 {
    let remainder = digits.reduce(number % 97) { ($0 * 10 + Int($1)) % 97 }
    return UInt8(98 - remainder * 100 % 97)
  }
}
