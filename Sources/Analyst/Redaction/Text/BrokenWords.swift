// SPDX-License-Identifier: Apache-2.0

/// A text in which words that may be broken by a line end are put together: `Адол` and `ат`.
///
/// Most line ends stand between two words, so what is found in such a text counts only where it
/// reaches across one, and only if the second part is no word of its own.
struct BrokenWords {
  /// The text with the line ends left out.
  let whole: NormalizedText
  /// Where the line ends stand in the original.
  private let breaks: [Range<Int>]

  /// Nil when no line ends directly between two letters, or only before words that are known.
  init?(_ text: NormalizedText, isKnown: (Word) -> Bool) {
    let joints = zip(text.words, text.words.dropFirst()).compactMap { one, next -> Range<Int>? in
      let gap = one.range.upperBound..<next.range.lowerBound
      guard let end = text.lineEnd(in: gap), one.range.count > 1, !next.isCapitalised,
        !isKnown(next)
      else { return nil }
      return end..<(end + 1)
    }
    guard !joints.isEmpty else { return nil }
    whole = text.reading(joints.map { ($0, []) })
    breaks = joints.map { text.originalRange(of: $0) }
  }

  /// The marks that reach across a line end.
  func across(_ marks: [RedactionMark]) -> [RedactionMark] {
    marks.filter { mark in
      breaks.contains {
        mark.range.lowerBound < $0.lowerBound && $0.upperBound < mark.range.upperBound
      }
    }
  }
}

extension NormalizedText {
  /// The line end that is all of a gap, but for an apostrophe of the word that it breaks.
  fileprivate func lineEnd(in gap: Range<Int>) -> Int? {
    guard gap.count <= 2, let end = gap.first(where: { scalars[$0] == "\n" }),
      gap.allSatisfy({ $0 == end || scalars[$0] == "'" })
    else { return nil }
    return end
  }
}
