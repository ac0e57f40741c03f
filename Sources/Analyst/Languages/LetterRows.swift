// SPDX-License-Identifier: Apache-2.0

/// A text as places: one for each row of one to four letters within a word and its borders.
///
/// Hashed (Weinberger et al. 2009): there is no list of rows to keep.
package struct LetterRows {
  /// There are 2^15 places; with eight variants at one byte each, the file stays under 300 KB.
  package static let bits = 15
  package static let places = 1 << bits
  private static let longest = 4
  /// More letters than these add nothing to what is known of a text's language.
  private static let most = 2_000

  /// The place of each row, repeated as often as the row occurs.
  package private(set) var rows: [UInt32] = []

  /// Reads a text; marks such as `[person 1]` that redaction left are read over.
  package init(_ scalars: some Sequence<Unicode.Scalar>) {
    var word: [UInt32] = [Letters.border]
    var inMark = false
    var read = 0
    for scalar in scalars {
      if scalar == "[" { inMark = true }
      if scalar == "]" { inMark = false }
      guard !inMark, let letter = Letters.reading(of: scalar) else { continue }
      if letter != Letters.border {
        word.append(letter)
        continue
      }
      read += close(&word)
      if read > Self.most { return }
    }
    _ = close(&word)
  }

  /// Counts the rows of one word, which stands behind a border.
  private mutating func close(_ word: inout [UInt32]) -> Int {
    while word.last == Letters.apostrophe { word.removeLast() }
    defer { word.removeLast(word.count - 1) }
    guard word.count > 1 else { return 0 }
    word.append(Letters.border)
    for start in word.indices {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for end in start..<min(start + Self.longest, word.count) {
        hash = (hash ^ UInt64(word[end])) &* 0x100_0000_01b3
        // A border alone says nothing.
        guard end > start || word[end] != Letters.border else { continue }
        rows.append(Self.place(hash))
      }
    }
    return word.count
  }

  private static func place(_ hash: UInt64) -> UInt32 {
    let mixed = (hash ^ (hash >> 29)) &* 0x9e37_79b9_7f4a_7c15
    return UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(bits)))
  }
}
