// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// The 24 digits of a receipt or of an invitation slip (ReceiptFormat §1); prints as "DigitCode".
///
/// Digits only, since the people who copy them share no alphabet. Whoever holds the digits can withdraw:
/// they are as secret as a key.
public struct DigitCode: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// How many digits there are.
  public static let length = 24
  /// How many of them are random: 73 bits.
  static let randomLength = 22

  /// The 24 digits, "0" to "9" in ASCII.
  public let ascii: [UInt8]

  /// Draws a fresh code.
  public init() throws(PrimitiveError) {
    self.init(seed: try RandomBytes.secret(32))
  }

  /// The one code of a seed, which has to be 32 bytes that nobody else knows.
  ///
  /// For a plain form that is sent twice: the same seed gives the same receipt.
  public init(seed: borrowing SecretBytes) {
    var digits: [UInt8] = []
    var round: UInt8 = 0
    while digits.count < Self.randomLength {
      let block = KeyDerivation.key(from: seed, label: .receiptDigits, context: [round])
      // 250 and more would make the first digits a little likelier than the last.
      digits += block.withBytes { bytes in bytes.filter { $0 < 250 }.map { $0 % 10 } }
      round &+= 1
    }
    self.init(random: digits.prefix(Self.randomLength))
  }

  /// Reads what a person typed or pasted (ReceiptFormat §1.3).
  public init(reading text: String) throws(DigitCodeError) {
    let signs = text.unicodeScalars.filter { !DigitReading.isSeparator($0) }
    guard !signs.isEmpty else { throw .empty }
    guard signs.count == Self.length else { throw .wrongLength }
    let digits = signs.compactMap(DigitReading.value)
    guard digits.count == Self.length else { throw .wrongDigit }
    self.init(random: digits.prefix(Self.randomLength))
    // Compared as a whole: a remainder alone would let 99 pass where 02 is right.
    guard ascii == digits.map({ $0 + UInt8(ascii: "0") }) else { throw .wrongDigit }
  }

  private init(random digits: some Collection<UInt8>) {
    let check = Self.check(digits)
    ascii = (Array(digits) + [check / 10, check % 10]).map { $0 + UInt8(ascii: "0") }
  }

  /// ISO/IEC 7064, MOD 97-10: the whole number leaves 1 when divided by 97 (ReceiptFormat §1.2).
  private static func check(_ digits: some Collection<UInt8>) -> UInt8 {
    let remainder = digits.reduce(0) { ($0 * 10 + Int($1)) % 97 }
    return UInt8(98 - remainder * 100 % 97)
  }

  /// The six groups of four digits in which people see it.
  public var groups: [String] {
    stride(from: 0, to: ascii.count, by: 4)
      .map { String(decoding: ascii[$0..<($0 + 4)], as: UTF8.self) }
  }

  /// Never the digits.
  public var description: String { "DigitCode" }
  /// Never the digits, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
