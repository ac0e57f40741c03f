// SPDX-License-Identifier: Apache-2.0

/// The sentences and words of a text, as places to move by.
///
/// People who type on phones leave full stops out: a stretch of thirty words ends a sentence too.
public struct TextUnits: Equatable, Sendable {
  /// Sentences in order, as scalar offsets; each holds a word at least, and no space at its ends.
  public private(set) var sentences: [Range<Int>] = []
  /// Words in order, as scalar offsets.
  public private(set) var words: [Range<Int>] = []

  private static let longest = 30

  /// Cuts a text.
  /// - Parameters:
  ///   - text: the words as they are shown.
  ///   - whole: parts that are one word each, such as the neutral words of a redaction.
  public init(_ text: String, whole: [Range<Int>] = []) {
    let scalars = Array(text.unicodeScalars)
    findWords(scalars, whole)
    findSentences(scalars)
  }

  private mutating func findWords(_ scalars: [Unicode.Scalar], _ whole: [Range<Int>]) {
    var (index, next) = (0, 0)
    while index < scalars.count {
      while next < whole.count, whole[next].upperBound <= index { next += 1 }
      if next < whole.count, whole[next].contains(index) {
        words.append(whole[next])
        index = whole[next].upperBound
      } else if Self.isInWord(scalars[index]) {
        let limit = next < whole.count ? whole[next].lowerBound : scalars.count
        let end = Self.wordEnd(scalars, from: index, before: limit)
        words.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
  }

  private static func wordEnd(
    _ scalars: [Unicode.Scalar], from start: Int, before limit: Int
  ) -> Int {
    var end = start + 1
    while end < limit {
      let joins = isApostrophe(scalars[end]) && end + 1 < limit && isInWord(scalars[end + 1])
      guard isInWord(scalars[end]) || joins else { break }
      end += 1
    }
    return end
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
      || scalar.properties.generalCategory == .modifierLetter || scalar == "\u{200C}"
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    "'’‘`´-".unicodeScalars.contains(scalar)
  }

  private mutating func findSentences(_ scalars: [Unicode.Scalar]) {
    var (first, count) = (0, 0)
    for index in words.indices {
      count += 1
      let next = index + 1 < words.count ? words[index + 1].lowerBound : scalars.count
      let between = scalars[words[index].upperBound..<next]
      let ends = Self.endsSentence(between, after: words[index], scalars)
      guard ends || count >= Self.longest || index + 1 == words.count else { continue }
      sentences.append(words[first].lowerBound..<Self.inkEnd(scalars, words[index], next))
      (first, count) = (index + 1, 0)
    }
  }

  private static func endsSentence(
    _ between: ArraySlice<Unicode.Scalar>, after word: Range<Int>, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    if between.contains(where: isNewline) { return true }
    guard let sign = between.first(where: isTerminator) else { return false }
    // An initial, a number in a list, a dot inside a number.
    let isShort = word.count == 1 && sign == "."
    return !isShort && between.contains(where: \.properties.isWhitespace)
  }

  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    "\n\u{2028}\u{2029}".unicodeScalars.contains(scalar)
  }

  private static func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
    ".!?…؟۔。".unicodeScalars.contains(scalar)
  }

  /// Behind the signs that follow a word.
  private static func inkEnd(
    _ scalars: [Unicode.Scalar], _ word: Range<Int>, _ next: Int
  ) -> Int {
    var end = word.upperBound
    while end < next, !scalars[end].properties.isWhitespace { end += 1 }
    return end
  }

  /// The sentence that a place is in, or the last before it.
  public func sentence(at offset: Int) -> Int? {
    sentences.isEmpty
      ? nil : max(0, (sentences.firstIndex { $0.lowerBound > offset } ?? sentences.count) - 1)
  }
}
