// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Words that people say for the signs inside an address: точка, underscore, нижнее подчёркивание.
struct SpelledSigns: Sendable {
  private let dots: Set<String>
  private let lines: Set<String>
  private let lineOpeners: Set<String>
  private let lineClosers: Set<String>
  private let slashes: Set<String>

  init(lists: RedactionLists) {
    dots = lists.words.set(.dotWords)
    lines = lists.identifiers.set(.underscoreWords).union(lists.identifiers.list(.dashWords))
    lineOpeners = lists.identifiers.set(.underscoreOpeners)
    lineClosers = lists.identifiers.set(.underscoreClosers)
    slashes = lists.identifiers.set(.slashWords)
  }

  func isDot(_ word: Word) -> Bool { dots.contains(word.skeleton) }
  func isSlash(_ word: Word) -> Bool { slashes.contains(word.skeleton) }

  /// Where a sign inside a name ends that begins at a place, said or written with spaces; nil for none.
  func end(from start: Int, in text: NormalizedText) -> Int? {
    let after = text.skipSpaces(from: start)
    guard after < text.scalars.count else { return nil }
    if text.scalars[after] == "_" { return text.skipSpaces(from: after + 1) }
    guard after > start, let index = text.firstWord(from: after),
      text.words[index].range.lowerBound == after
    else { return nil }
    let word = text.words[index]
    if dots.contains(word.skeleton) || lines.contains(word.skeleton) {
      return text.skipSpaces(from: word.range.upperBound)
    }
    guard lineOpeners.contains(word.skeleton), index + 1 < text.words.count,
      lineClosers.contains(text.words[index + 1].skeleton)
    else { return nil }
    return text.skipSpaces(from: text.words[index + 1].range.upperBound)
  }

  /// Where such a sign begins that ends at a place.
  func start(endingAt end: Int, in text: NormalizedText) -> Int? {
    let before = text.skipSpacesBack(from: end)
    if before > 0, text.scalars[before - 1] == "_" { return text.skipSpacesBack(from: before - 1) }
    guard before < end, let index = text.lastWord(upTo: before),
      text.words[index].range.upperBound == before
    else { return nil }
    let word = text.words[index]
    if lineClosers.contains(word.skeleton), index > 0,
      lineOpeners.contains(text.words[index - 1].skeleton)
    {
      return text.skipSpacesBack(from: text.words[index - 1].range.lowerBound)
    }
    guard dots.contains(word.skeleton) || lines.contains(word.skeleton) else { return nil }
    return text.skipSpacesBack(from: word.range.lowerBound)
  }
}

extension NormalizedText {
  /// Over at most three spaces and brackets.
  func skipSpaces(from index: Int) -> Int {
    var end = index
    while end < scalars.count, end - index < 3, " ()[]".unicodeScalars.contains(scalars[end]) {
      end += 1
    }
    return end
  }

  func skipSpacesBack(from index: Int) -> Int {
    var start = index
    while start > 0, index - start < 3, " ()[]".unicodeScalars.contains(scalars[start - 1]) {
      start -= 1
    }
    return start
  }

  /// Where letters, digits and the signs of names end that begin at a place.
  func addressEnd(from start: Int, signs: String) -> Int {
    var end = start
    while end < scalars.count, isAddressSign(scalars[end], signs) { end += 1 }
    return end
  }

  func addressStart(endingAt end: Int, signs: String) -> Int {
    var start = end
    while start > 0, isAddressSign(scalars[start - 1], signs) { start -= 1 }
    return start
  }

  private func isAddressSign(_ scalar: Unicode.Scalar, _ signs: String) -> Bool {
    scalar.isPlainLetter || scalar.isPlainDigit || signs.unicodeScalars.contains(scalar)
  }

  /// Whether digits there stand for number words.
  func isSpoken(_ range: Range<Int>) -> Bool {
    !range.isEmpty && spoken.hold(range)
  }
}
