// SPDX-License-Identifier: Apache-2.0

/// Makes every character that could move the cursor, hide or reorder text visible as its number.
///
/// A testimony may have been written to attack the person who reads it: by terminal escapes, by bidirectional marks
/// that reorder what is shown, or by characters without width.
enum VisibleText {
  static func of(_ text: String) -> String {
    var visible = ""
    for scalar in text.unicodeScalars {
      visible += isSafe(scalar) ? String(scalar) : "⟨U+\(hex(scalar))⟩"
    }
    return visible
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
