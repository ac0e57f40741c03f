// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into words as they stand, apostrophes and hyphens inside them included.
public enum Words {
  /// Unicode scalar offsets of each word, in order.
  ///
  /// Marks and joiners stay with their letter, so that no grapheme is cut.
  /// - Parameter text: any text.
  /// - Returns: ranges that are not empty and do not overlap.
  public static func ranges(in text: String) -> [Range<Int>] {
    let scalars = Array(text.unicodeScalars)
    var words: [Range<Int>] = []
    var start: Int?
    for (offset, scalar) in scalars.enumerated() {
      if isLetter(scalar) {
        if start == nil { start = offset }
      } else if let begun = start, !joins(scalar, at: offset, in: scalars) {
        words.append(begun..<offset)
        start = nil
      }
    }
    if let start { words.append(start..<scalars.count) }
    return words
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func joins(
    _ scalar: Unicode.Scalar, at offset: Int, in scalars: [Unicode.Scalar]
  ) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return true
    default: break
    }
    guard Letters.apostrophes.contains(scalar) || scalar == "-" || scalar == "‑" else {
      return false
    }
    return offset + 1 < scalars.count && isLetter(scalars[offset + 1])
  }
}
