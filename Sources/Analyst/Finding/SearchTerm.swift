// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// A word, the beginning of one, or words in a row, folded like the texts they are sought in.
struct SearchTerm: Sendable {
  private struct Word: Sendable {
    let letters: [UInt8]
    let isBeginning: Bool
  }

  private let words: [Word]

  /// Reads one term, such as `идора`, `қонун*` or `sent me home`.
  init(_ written: String) throws(FindingError) {
    var words: [Word] = []
    for part in written.split(whereSeparator: \.isWhitespace) {
      let isBeginning = part.hasSuffix("*")
      let spelling = isBeginning ? part.dropLast() : part
      guard !spelling.contains("*") else { throw .strayStar }
      let folded = FoldedText(Array(spelling.unicodeScalars))
      let letters = folded.words.map { Array(folded.letters[$0.letters]) }.filter { !$0.isEmpty }
      guard !isBeginning || letters.last?.count ?? 0 >= 2 else { throw .strayStar }
      for (index, letters) in letters.enumerated() {
        words.append(
          Word(letters: letters, isBeginning: isBeginning && index == folded.words.count - 1))
      }
    }
    guard !words.isEmpty else { throw .nothingToSeek }
    self.words = words
  }

  /// Where it stands, in Unicode scalars of the text.
  func ranges(in text: FoldedText) -> [Range<Int>] {
    guard text.words.count >= words.count else { return [] }
    return (0...(text.words.count - words.count)).compactMap { first in
      for (step, word) in words.enumerated() {
        let letters = text.letters[text.words[first + step].letters]
        guard
          word.isBeginning
            ? letters.starts(with: word.letters) : letters.elementsEqual(word.letters)
        else { return nil }
      }
      let last = text.words[first + words.count - 1].scalars.upperBound
      return text.words[first].scalars.lowerBound..<last
    }
  }
}
