// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Finds the number that stands beside a word, over a sign for "number": `рейс № U6-2941`.
struct NumberedWords: Sendable {
  /// A number with its letters, dashes and strokes.
  struct Number {
    let range: Range<Int>
    /// Whether a sign such as № stands before it.
    let isSigned: Bool
    let hasLetters: Bool
    /// Whether a dash or stroke joins two parts of it.
    let isJoined: Bool
  }

  private let signs: Set<String>

  init(_ identifiers: IdentifierTables) {
    signs = identifiers.set(.numberSigns)
  }

  /// The number after a place; its letters may stand apart by one space.
  func number(after index: Int, in text: NormalizedText, letters: Int) -> Number? {
    var start = index
    var isSigned = false
    var end = text.scalars.count
    // At most one word for the sign, and what stands around it.
    for _ in 0..<2 {
      let from = start
      while start < end, start - from < 4, openers.contains(text.scalars[start]) {
        isSigned = isSigned || text.scalars[start] == "№" || text.scalars[start] == "#"
        start += 1
      }
      guard let next = text.firstWord(from: start).map({ text.words[$0] }),
        next.range.lowerBound == start, signs.contains(next.skeleton)
      else { break }
      isSigned = true
      start = next.range.upperBound
    }
    end = token(from: start, in: text)
    return number(start..<end, letters: letters, isSigned: isSigned, in: text)
  }

  private func number(
    _ token: Range<Int>, letters: Int, isSigned: Bool, in text: NormalizedText
  ) -> Number? {
    var token = token
    let opening = text.scalars[token].prefix { $0.isPlainLetter }.count
    guard opening <= letters else { return nil }
    let isOpening = opening == token.count && opening > 0 && token.allSatisfy(text.isCapital)
    if isOpening || isDesignator(token, in: text), token.upperBound + 1 < text.scalars.count,
      text.scalars[token.upperBound] == " ", text.scalars[token.upperBound + 1].isPlainDigit
    {
      token = token.lowerBound..<self.token(from: token.upperBound + 1, in: text)
    }
    let scalars = text.scalars[token]
    guard scalars.contains(where: \.isPlainDigit) else { return nil }
    return Number(
      range: token, isSigned: isSigned, hasLetters: scalars.contains(where: \.isPlainLetter),
      isJoined: scalars.contains { "-/".unicodeScalars.contains($0) })
  }

  /// A letter and a digit, by which airlines go: `7J 555`.
  private func isDesignator(_ token: Range<Int>, in text: NormalizedText) -> Bool {
    token.count == 2 && text.scalars[token].contains(where: \.isPlainLetter)
      && text.scalars[token].contains(where: \.isPlainDigit)
  }

  /// Where letters, digits, strokes and dashes end that begin at a place.
  func token(from start: Int, in text: NormalizedText) -> Int {
    var end = start
    while end < text.scalars.count, isPart(text.scalars[end]) { end += 1 }
    while end > start, "-/._".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    return end
  }

  private func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainDigit || scalar.isPlainLetter || "-/._".unicodeScalars.contains(scalar)
  }
}

private let openers: Set<Unicode.Scalar> = [" ", ".", ":", "№", "#", "(", "\"", "-"]
