// SPDX-License-Identifier: Apache-2.0

/// Tells which scalars may reach a terminal as they are, and how the others are shown.
///
/// A testimony may have been written to attack the person who reads it: by terminal escapes, by bidirectional marks
/// that reorder what is shown, or by characters without width.
public enum VisibleScalar {
  /// Whether it can neither move the cursor, nor hide or reorder text.
  public static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Its number, such as `⟨U+202E⟩`.
  public static func number(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
  }
}
