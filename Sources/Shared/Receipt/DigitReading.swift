// SPDX-License-Identifier: Apache-2.0

/// How single signs of typed digits are read (ReceiptFormat §1.3).
public enum DigitReading {
  /// Letters that look like digits, on paper or in the keyboard's other layout.
  private static let lookAlikes: [Unicode.Scalar: UInt8] = [
    "O": 0, "o": 0, "О": 0, "о": 0, "l": 1, "I": 1, "|": 1, "З": 3, "з": 3, "Б": 6, "б": 6,
    "В": 8, "B": 8,
  ]

  /// Whether a sign only stands between digits: spaces, dashes, dots and marks that nobody sees.
  public static func isSeparator(_ sign: Unicode.Scalar) -> Bool {
    if sign.properties.isWhitespace { return true }
    switch sign.properties.generalCategory {
    case .dashPunctuation, .format: return true
    default: return sign == "." || sign == "·" || sign == "\u{2212}"
    }
  }

  /// The digit that a sign stands for, in any script.
  public static func value(of sign: Unicode.Scalar) -> UInt8? {
    if let digit = lookAlikes[sign] { return digit }
    guard sign.properties.generalCategory == .decimalNumber else { return nil }
    return sign.properties.numericValue.map { UInt8($0) }
  }
}
