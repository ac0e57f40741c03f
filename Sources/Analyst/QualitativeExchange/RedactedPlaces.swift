// SPDX-License-Identifier: Apache-2.0

public import Redaction

/// Finds a passage of the original text again in the redacted one.
public enum RedactedPlaces {
  /// The place of an original range in the redacted text; a mark that it cuts is in it whole.
  ///
  /// - Returns: code points of the redacted text; nil where the range goes past the text's end.
  public static func range(_ original: Range<Int>, in redacted: RedactedText) -> Range<Int>? {
    let start = place(original.lowerBound, redacted.marks, atEnd: false)
    let end = place(original.upperBound, redacted.marks, atEnd: true)
    guard start < end, end <= redacted.text.unicodeScalars.count else { return nil }
    return start..<end
  }

  private static func place(_ offset: Int, _ marks: [RedactionMark], atEnd: Bool) -> Int {
    var moved = 0
    for mark in marks where mark.range.lowerBound < offset {
      let length = mark.replacement.unicodeScalars.count
      if offset < mark.range.upperBound {
        return mark.range.lowerBound + moved + (atEnd ? length : 0)
      }
      moved += length - mark.range.count
    }
    return offset + moved
  }
}
