// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of houses, flats and quarters beside the words for them.
struct AddressNumbers: Sendable {
  private let signs: Set<String>
  private let units: Set<String>
  private let counted: Cues

  init(lists: RedactionLists) {
    let words = lists.identifiers
    signs = words.set(.numberSigns)
    units = words.set(.housesBefore).union(words.list(.housesAfter)).union(words.list(.quarters))
      .union(words.list(.quartersBefore))
    counted = Cues(beginnings: words.list(.countedUnits))
  }

  /// The word with the number that follows it, over a sign.
  func number(after word: Word, tight: Bool, in text: NormalizedText) -> Range<Int>? {
    var start = word.range.upperBound
    if let next = text.firstWord(from: start).map({ text.words[$0] }),
      signs.contains(next.skeleton), text.gap(start, next.range.lowerBound)
    {
      start = next.range.upperBound
    }
    guard let (run, index) = text.group(from: start) else { return nil }
    let group = run.groups[index]
    let gap = start..<group.lowerBound
    guard group.count <= 4, gap.count <= 3, gap.count > 0 || !tight,
      text.scalars[gap].allSatisfy({ " .№:#-\n".unicodeScalars.contains($0) }),
      !isCounted(group, in: text), !text.isYear(group)
    else { return nil }
    return word.range.lowerBound..<withLetter(group.upperBound, in: text)
  }

  /// The word with the number that stands before it: `5-uy`, `12 микрорайон`.
  func number(before word: Word, in text: NormalizedText) -> Range<Int>? {
    var end = word.range.lowerBound
    while end > 0, " -\n".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    if word.range.lowerBound - end > 3 { return nil }
    // 12-й микрорайон, 12-чи мактаб
    if let ending = text.lastWord(upTo: end).map({ text.words[$0] }),
      ending.range.upperBound == end,
      ending.range.count <= 3, ending.range.lowerBound > 0,
      text.scalars[ending.range.lowerBound - 1] == "-"
    {
      end = ending.range.lowerBound - 1
    }
    var start = end
    while start > 0, text.scalars[start - 1].isPlainDigit { start -= 1 }
    guard (1...4).contains(end - start), !text.isYear(start..<end),
      start == 0 || !text.scalars[start - 1].isPlainLetter
    else { return nil }
    return start..<word.range.upperBound
  }

  /// The word with the number that stands on either side: `82 мкр 14 дом`.
  func number(beside word: Word, in text: NormalizedText) -> Range<Int>? {
    let after = number(after: word, tight: false, in: text)
    guard let before = number(before: word, in: text) else { return after }
    return before.lowerBound..<(after ?? before).upperBound
  }

  /// Whether the number counts what follows: `хона 3 нафар`, `дом 5 лет`.
  func isCounted(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard group.count <= 2, let next = text.firstWord(from: group.upperBound) else { return false }
    let word = text.words[next]
    return text.gap(group.upperBound, word.range.lowerBound) && word.range.count > 1
      && !word.isCapitalised && !units.contains(word.skeleton) && counted.contains(word)
  }

  /// Takes in `а` of `12а`, `/3` of `12/3`.
  func withLetter(_ end: Int, in text: NormalizedText) -> Int {
    var end = end
    if let stroke = text.scalars[end...].first, stroke == "/" || stroke == "-" {
      var next = end + 1
      while next < text.scalars.count, text.scalars[next].isPlainDigit { next += 1 }
      if (1...4).contains(next - end - 1) { end = next }
    }
    let letter = text.scalars[end...].prefix { $0 == "-" || $0 == "\"" }.count
    let place = end + min(letter, 1)
    if place < text.scalars.count, text.scalars[place].isPlainLetter,
      place + 1 == text.scalars.count || !text.scalars[place + 1].isPlainLetter
    {
      end = place + 1
    }
    return end
  }

  /// The end of bare numbers of a house and a flat after a street: `ул. Зелёная 45-12`.
  func end(of range: Range<Int>, in text: NormalizedText) -> Int {
    var end = range.upperBound
    for _ in 0..<2 {
      guard let (run, index) = text.group(from: end) else { break }
      let group = run.groups[index]
      guard group.count <= 4, group.lowerBound - end <= 3,
        text.scalars[end..<group.lowerBound].allSatisfy({ " ,.-/№".unicodeScalars.contains($0) }),
        !isCounted(group, in: text), !text.isYear(group)
      else { break }
      end = withLetter(group.upperBound, in: text)
    }
    return end
  }

  /// Where the number before a street begins: `12 Zelena Street`, `3-я Зелёная улица`.
  func start(of range: Range<Int>, in text: NormalizedText) -> Int {
    var digit = range.lowerBound
    while digit > 0, text.scalars[digit - 1] == " " { digit -= 1 }
    guard range.lowerBound - digit == 1 else { return range.lowerBound }
    if let ending = text.lastWord(upTo: digit).map({ text.words[$0].range }),
      ending.upperBound == digit, ending.count <= 2, ending.lowerBound > 1,
      text.scalars[ending.lowerBound - 1] == "-"
    {
      digit = ending.lowerBound - 1
    }
    var first = digit
    while first > 0, text.scalars[first - 1].isPlainDigit { first -= 1 }
    let isNumber = (1...4).contains(digit - first) && !text.isYear(first..<digit)
    return isNumber ? first : range.lowerBound
  }
}

extension NormalizedText {
  /// Whether a group of digits is a year of our time.
  func isYear(_ group: Range<Int>) -> Bool {
    let digits = digits(in: group)
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }
}
