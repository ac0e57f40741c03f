// SPDX-License-Identifier: Apache-2.0

import Redaction

/// A text cut into folded words, each of which still knows where it stands.
package struct FoldedText {
  /// One word: its place in the text and its folded letters.
  package struct Word {
    /// Unicode scalar offsets in the text, marks included, apostrophes at the ends left out.
    package let scalars: Range<Int>
    /// Offsets in ``FoldedText/letters``; empty for a redaction mark, which no cue can match.
    package let letters: Range<Int>
  }

  package private(set) var letters: [UInt8] = []
  package private(set) var words: [Word] = []
  private var start = 0
  private var end = 0
  private var raw: [UInt8] = []

  package init(_ scalars: [Unicode.Scalar]) {
    letters.reserveCapacity(scalars.count)
    var offset = 0
    while offset < scalars.count {
      if let mark = Self.redactionMark(in: scalars, at: offset) {
        closeWord()
        words.append(Word(scalars: mark, letters: letters.count..<letters.count))
        offset = mark.upperBound
      } else {
        take(scalars[offset], after: offset > 0 ? scalars[offset - 1] : nil, at: offset)
        offset += 1
      }
    }
    closeWord()
  }

  private mutating func take(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, at offset: Int
  ) {
    switch LetterFold.role(of: scalar) {
    case .letter(let bytes):
      if end == start { start = offset }
      raw.append(contentsOf: bytes)
      end = offset + 1
    case .mark where end > start:
      // Uzbek ў typed as у and a combining breve must fold like the single letter.
      if scalar == "\u{306}", previous == "у" || previous == "У" { raw[raw.count - 1] = 0x6f }
      end = offset + 1
    case .mark, .apostrophe: return
    case .border: closeWord()
    }
  }

  private mutating func closeWord() {
    defer { (start, end) = (0, 0) }
    guard end > start else { return }
    let from = letters.count
    LetterFold.appendSkeleton(of: raw, to: &letters)
    raw.removeAll(keepingCapacity: true)
    words.append(Word(scalars: start..<end, letters: from..<letters.count))
  }

  /// Where words stand in the text, in Unicode scalars.
  package func extent(of words: Range<Int>) -> Range<Int> {
    let last = self.words[words.upperBound - 1].scalars
    return self.words[words.lowerBound].scalars.lowerBound..<last.upperBound
  }

  /// The extent of a mark that Redaction left in the text: `[phone]`, `[person 1]`,
  /// `[date: 2019, quarter 2]`, `[age 14-17]`, `[place in Sughd]`.
  private static func redactionMark(
    in scalars: [Unicode.Scalar], at offset: Int
  ) -> Range<Int>? {
    guard scalars[offset] == "[" else { return nil }
    for end in (offset + 1)..<min(offset + 48, scalars.count) {
      switch scalars[end] {
      case "]": return isReplacement(scalars[(offset + 1)..<end]) ? offset..<(end + 1) : nil
      case "a"..."z", "0"..."9", " ": continue
      case "A"..."Z", ":", ",", "-", "+": if end == offset + 1 { return nil }
      default: return nil
      }
    }
    return nil
  }

  /// Whether it is what Redaction writes between brackets, and not a writer's own words there.
  private static func isReplacement(_ inside: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = String(String.UnicodeScalarView(inside))
    let kind = words.prefix { $0.isLetter }
    guard RedactionKind(rawValue: String(kind)) != nil else { return false }
    let rest = words[kind.endIndex...]
    return rest.isEmpty || rest.hasPrefix(" in ") || rest.contains(/^:? [0-9]/)
  }
}
