// SPDX-License-Identifier: Apache-2.0

/// Words that tell what a number beside them is.
struct Cues: Sendable {
  private let words: Set<String>
  private let beginnings: Beginnings
  private let letters: Int

  /// Words with fewer letters are never cues: the skeleton of ИНН is also that of "in".
  init(_ words: [String] = [], beginnings: [String] = [], letters: Int = 1) {
    self.letters = letters
    self.words = Set(words)
    self.beginnings = Beginnings(beginnings)
  }

  func contains(_ word: Word) -> Bool {
    guard word.range.count >= letters else { return false }
    return words.contains(word.skeleton) || beginnings.contains(word.skeleton)
  }

  /// Whether one stands at most so many words before a place, in the same sentence.
  func stand(before index: Int, within count: Int, in text: NormalizedText) -> Bool {
    guard var last = text.lastWord(upTo: index) else { return false }
    var end = index
    for _ in 0..<count {
      let word = text.words[last]
      // Between short words a full stop is that of an abbreviation: тел., no.
      guard !text.endsSentence(word.range.upperBound..<end) else { return false }
      if contains(word) { return true }
      end = word.range.lowerBound
      guard last > 0 else { return false }
      last -= 1
    }
    return false
  }

  /// Whether one stands at most so many words after a place, in the same sentence.
  func stand(after index: Int, within count: Int, in text: NormalizedText) -> Bool {
    guard let first = text.firstWord(from: index) else { return false }
    var start = index
    for word in text.words[first...].prefix(count) {
      guard !text.endsSentence(start..<word.range.lowerBound) else { return false }
      if contains(word) { return true }
      start = word.range.upperBound
    }
    return false
  }
}

extension NormalizedText {
  /// Whether a sentence ends in the gap between two words.
  func endsSentence(_ gap: Range<Int>) -> Bool {
    guard let stop = scalars[gap].firstIndex(where: { ".!?\n;".unicodeScalars.contains($0) }) else {
      return false
    }
    guard scalars[stop] == "." else {
      return scalars[stop] != "\n" || scalars[gap].count { $0 == "\n" } > 1
    }
    let letters = lettersBefore(stop)
    return !(1...4).contains(letters) && !(stop > 0 && scalars[stop - 1].isPlainDigit)
  }

  /// The digits of a part, with whatever stands between them left out.
  func digits(in range: Range<Int>) -> [UInt8] {
    scalars[range].lazy.filter(\.isPlainDigit).map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
