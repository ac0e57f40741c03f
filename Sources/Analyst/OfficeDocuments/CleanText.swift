// SPDX-License-Identifier: Apache-2.0

/// Takes out of a text what could harm whoever opens it: characters that command, hide or reorder.
///
/// Removed are controls (they are no characters of XML 1.0 either), marks that turn the direction of
/// reading (UAX #9), characters without width, private and unassigned ones. A line end becomes a
/// space. Letters of every script, their combining marks and both joiners stay.
public enum CleanText {
  /// The text on one line, with nothing in it that is not seen.
  public static func of(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isBreak(scalar) {
        clean.append(" ")
      } else if isSeen(scalar) {
        clean.append(scalar)
      }
    }
    return String(clean)
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    // The joiners shape letters of Arabic script; alone they are harmless.
    if scalar == "\u{200C}" || scalar == "\u{200D}" { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
