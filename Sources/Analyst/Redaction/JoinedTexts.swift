// SPDX-License-Identifier: Apache-2.0

/// The answers of one testimony as one text, with borders that no rule reads across.
struct JoinedTexts {
  private(set) var text = ""
  /// The decisions, in offsets of the joined text.
  private(set) var decisions = RedactionDecisions()
  private var ranges: [Range<Int>] = []

  init(_ texts: [(text: String, decisions: RedactionDecisions)]) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for (index, entry) in texts.enumerated() {
      if index > 0 {
        scalars.append(contentsOf: Self.border)
        count += Self.border.count
      }
      let added = entry.text.unicodeScalars
      let range = count..<(count + added.count)
      scalars.append(contentsOf: added)
      ranges.append(range)
      decisions.kept += entry.decisions.kept.compactMap { $0.moved(into: range) }
      decisions.added += entry.decisions.added.compactMap { $0.moved(into: range) }
      count = range.upperBound
    }
    text = String(scalars)
  }

  /// The marks of each text, in its own offsets.
  func split(_ marks: [RedactionMark]) -> [[RedactionMark]] {
    var next = marks[...]
    return ranges.map { range in
      let own = next.prefix { $0.range.lowerBound < range.upperBound }
      next = next.dropFirst(own.count)
      return own.compactMap { mark in
        let inside = mark.range.clamped(to: range)
        return inside.isEmpty
          ? nil
          : mark.over(
            (inside.lowerBound - range.lowerBound)..<(inside.upperBound - range.lowerBound))
      }
    }
  }

  /// Paragraph ends, which close every grapheme cluster, around a scalar that is no word.
  private static let border: [Unicode.Scalar] = ["\u{2029}", NormalizedText.replaced, "\u{2029}"]
}

extension RedactionSpan {
  /// The same part in a longer text; nil when nothing of it is inside.
  fileprivate func moved(into range: Range<Int>) -> RedactionSpan? {
    let inside = self.range.clamped(to: 0..<range.count)
    guard !inside.isEmpty else { return nil }
    return RedactionSpan(
      (inside.lowerBound + range.lowerBound)..<(inside.upperBound + range.lowerBound), kind)
  }
}
