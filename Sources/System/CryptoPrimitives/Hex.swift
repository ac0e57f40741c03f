// SPDX-License-Identifier: Apache-2.0

/// Bytes as lower-case hexadecimal, and back.
public enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two digits a byte.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    for byte in bytes {
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes of hexadecimal text of either case; nil where it is not that.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let nibbles = text.utf8.map(nibble)
    guard nibbles.count.isMultiple(of: 2), !nibbles.contains(16) else { return nil }
    return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
  }

  /// Groups of four digits, as people read a fingerprint aloud.
  public static func groups(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array(text(bytes))
    return stride(from: 0, to: digits.count, by: 4)
      .map { String(digits[$0..<min($0 + 4, digits.count)]) }
      .joined(separator: " ")
  }

  private static func nibble(_ digit: UInt8) -> UInt8 {
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    case 65...70: digit - 55
    default: 16
    }
  }
}
