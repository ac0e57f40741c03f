// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// Words that follow each other, folded: one form for all scripts and spellings.
struct WordGroup: Hashable, Sendable {
  let words: [[UInt8]]

  /// Every group of so many words in a text; a redaction mark is a border.
  static func all(of size: Int, in text: String) -> Set<WordGroup> {
    let words = folded(text).map(\.letters)
    guard words.count >= size else { return [] }
    return Set(
      (0...(words.count - size)).compactMap { WordGroup(words[$0..<($0 + size)]) })
  }

  /// Nil where a redaction mark stands between.
  init?(_ words: ArraySlice<[UInt8]>) {
    guard !words.contains([]) else { return nil }
    self.words = Array(words)
  }

  /// Each word of a text as it was written, and folded; a redaction mark folds to nothing.
  static func folded(_ text: String) -> [(written: String, letters: [UInt8])] {
    let scalars = Array(text.unicodeScalars)
    let folded = FoldedText(scalars)
    return folded.words.map { word in
      var written = String.UnicodeScalarView()
      written.append(contentsOf: scalars[word.scalars])
      return (String(written), Array(folded.letters[word.letters]))
    }
  }
}
