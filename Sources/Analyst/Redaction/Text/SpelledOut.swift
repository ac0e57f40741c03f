// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Letters one by one with the same sign after each: `R-u-s-t-a-m`, `з, а, р, и, н, а`.
struct SpelledOut {
  /// From the first letter to the last.
  let range: Range<Int>
  /// How the letters sound as one word.
  let skeleton: String
  /// Whether the sign between them is more than a space.
  let isSigned: Bool

  /// All rows of four to 24 letters, in order, at most one letter in two.
  static func all(in text: NormalizedText) -> [SpelledOut] {
    var found: [SpelledOut] = []
    var row: [Word] = []
    for word in text.words {
      if let last = row.last, !goesOn(row, last, word, in: text) {
        spelled(row, in: text).map { found.append($0) }
        // A row may begin with the last letter of another: и р-у-с.
        row = goesOn([last], last, word, in: text) ? [last] : []
      }
      if word.range.count == 1 { row.append(word) }
    }
    spelled(row, in: text).map { found.append($0) }
    return found
  }

  private static func goesOn(
    _ row: [Word], _ last: Word, _ word: Word, in text: NormalizedText
  ) -> Bool {
    let gap = text.scalars[last.range.upperBound..<word.range.lowerBound]
    guard word.range.count == 1, (1...3).contains(gap.count), gap.allSatisfy(isSign) else {
      return false
    }
    guard row.count > 1 else { return true }
    let first = text.scalars[row[0].range.upperBound..<row[1].range.lowerBound]
    return gap.elementsEqual(first)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isPlainLetter && !scalar.isPlainDigit && scalar != "\n"
      && scalar != NormalizedText.replaced
  }

  private static func spelled(_ row: [Word], in text: NormalizedText) -> SpelledOut? {
    guard (4...24).contains(row.count), let first = row.first, let last = row.last else {
      return nil
    }
    var letters = row.map { text.scalars[$0.range.lowerBound] }
    _ = Homoglyphs.repair(&letters, letters.indices)
    let gap = text.scalars[first.range.upperBound..<row[1].range.lowerBound]
    return SpelledOut(
      range: first.range.lowerBound..<last.range.upperBound, skeleton: Skeleton.of(letters[...]),
      isSigned: gap.contains { $0 != " " })
  }
}
