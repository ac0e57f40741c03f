// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of houses, flats and quarters beside the words for them.
struct AddressNumbers: Sendable {
  private let signs: Set<String>
  private let units: Set<String>
  private let counted: Cues
  private let hanging: Set<String>

  init(lists: RedactionLists) {
    let words = lists.identifiers
    signs = words.set(.numberSigns)
    units = words.set(.housesBefore).union(words.list(.housesAfter)).union(words.list(.quarters))
      .union(words.list(.quartersBefore))
    counted = Cues(beginnings: words.list(.countedUnits))
    hanging = words.set(.hangingOrdinals)
  }

  /// The word with the number that follows it, over a sign.
  func number(after word: Word, tight: Bool, in text: NormalizedText) -> Range<Int>? {
    let start = overSign(word.range.upperBound, in: text)
    guard let (run, index) = text.group(from: start) else { return nil }
    let group = run.groups[index]
    let gap = start..<group.lowerBound
    guard group.count <= 4, gap.count <= 3, gap.count > 0 || !tight,
      text.scalars[gap].allSatisfy({ " .№:#-\n".unicodeScalars.contains($0) }),
      !isCounted(group, in: text), !text.isYear(group)
    else { return nil }
    return word.range.lowerBound..<withLetter(group.upperBound, in: text)
  }

  /// Over a comma and a sign for a number: `Zela Street, number 14`.
  private func overComma(_ end: Int, in text: NormalizedText) -> Int {
    let isComma = end < text.scalars.count && text.scalars[end] == ","
    let after = overSign(isComma ? end + 1 : end, in: text)
    return after > end + 1 ? after : end
  }

  func isSign(_ word: Word) -> Bool { signs.contains(word.skeleton) }

  private func overSign(_ end: Int, in text: NormalizedText) -> Int {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }),
      signs.contains(next.skeleton), text.gap(end, next.range.lowerBound)
    else { return end }
    return next.range.upperBound
  }

  /// The word with the number that stands before it: `5-uy`, `12 микрорайон`.
  func number(before word: Word, in text: NormalizedText) -> Range<Int>? {
    var end = word.range.lowerBound
    while end > 0, " -\n".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    if word.range.lowerBound - end > 3 { return nil }
    end = withoutEnding(end, in: text)
    let start = text.firstDigit(upTo: end)
    guard (1...4).contains(end - start), !text.isYear(start..<end),
      start == 0 || !text.scalars[start - 1].isPlainLetter
    else { return nil }
    return start..<word.range.upperBound
  }

  /// Leaves out what hangs on a number: 12-й микрорайон, 12-чи мактаб, 2nd floor.
  private func withoutEnding(_ end: Int, in text: NormalizedText) -> Int {
    guard let ending = text.lastWord(upTo: end).map({ text.words[$0] }),
      ending.range.upperBound == end, ending.range.count <= 3, ending.range.lowerBound > 0
    else { return end }
    let sign = text.scalars[ending.range.lowerBound - 1]
    if sign == "-" { return ending.range.lowerBound - 1 }
    let hangs = sign.isPlainDigit && hanging.contains(ending.skeleton)
    return hangs ? ending.range.lowerBound : end
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

  /// Whether a number before the word counts it: hours, people.
  func isUnit(_ word: Word) -> Bool { counted.contains(word) }

  /// Takes in `а` of `12а`, `/3` of `12/3`.
  func withLetter(_ end: Int, in text: NormalizedText) -> Int {
    let end = withStroke(end, in: text)
    if let apart = letterApart(end, in: text) { return apart }
    if let ordinal = ordinal(end, in: text) { return ordinal }
    let letter = text.scalars[end...].prefix { $0 == "-" || $0 == "\"" }.count
    let place = end + min(letter, 1)
    guard place < text.scalars.count, text.scalars[place].isPlainLetter,
      place + 1 == text.scalars.count || !text.scalars[place + 1].isPlainLetter
    else { return end }
    return place + 1
  }

  /// Takes in `-уми` of `5-уми`.
  private func ordinal(_ end: Int, in text: NormalizedText) -> Int? {
    guard end < text.scalars.count, text.scalars[end] == "-",
      let next = text.firstWord(from: end).map({ text.words[$0] }),
      next.range.lowerBound == end + 1, hanging.contains(next.skeleton)
    else { return nil }
    return next.range.upperBound
  }

  /// Takes in `Б` of `4 Б`, where nothing else follows in its part of the sentence.
  private func letterApart(_ end: Int, in text: NormalizedText) -> Int? {
    let place = end + 1
    guard place < text.scalars.count, text.scalars[end] == " ", text.scalars[place].isPlainLetter,
      !"iи".unicodeScalars.contains(text.scalars[place]),
      place + 1 == text.scalars.count || ",.;) \n".unicodeScalars.contains(text.scalars[place + 1])
    else { return nil }
    // 14 A edi: a capital before small letters.
    let isOpen = place + 1 < text.scalars.count && text.scalars[place + 1] == " "
    let isAlone =
      text.isCapital(place)
      && text.firstWord(from: place + 1).map { !text.isCapital(text.words[$0].range.lowerBound) }
        == true
    // 3 a uy: what the number belongs to follows.
    let isHouse =
      text.firstWord(from: place + 1).map { units.contains(text.words[$0].skeleton) } == true
    return !isOpen || isAlone || isHouse ? place + 1 : nil
  }

  private func withStroke(_ end: Int, in text: NormalizedText) -> Int {
    guard let stroke = text.scalars[end...].first, stroke == "/" || stroke == "-" else {
      return end
    }
    let digits = text.scalars[(end + 1)...].prefix { $0.isPlainDigit }.count
    return (1...4).contains(digits) ? end + 1 + digits : end
  }

  /// The end of bare numbers of a house and a flat after a street: `ул. Зелёная 45-12`.
  func end(of range: Range<Int>, in text: NormalizedText, numbers: Int = 2) -> Int {
    var end = range.upperBound
    for _ in 0..<numbers {
      let start = overComma(end, in: text)
      guard let (run, index) = text.group(from: start) else { break }
      let group = run.groups[index]
      guard group.count <= 4, group.lowerBound - start <= 3,
        text.scalars[start..<group.lowerBound].allSatisfy({
          " ,.-/№".unicodeScalars.contains($0)
        }),
        !isCounted(group, in: text), !text.isYear(group)
      else { break }
      end = withLetter(group.upperBound, in: text)
    }
    return end
  }

  /// Where the number before a street begins: `12 Zelena Street`, `3-я Зелёная улица`.
  func start(of range: Range<Int>, in text: NormalizedText) -> Int {
    guard range.lowerBound > 0, text.scalars[range.lowerBound - 1] == " " else {
      return range.lowerBound
    }
    let digit = withoutLetters(range.lowerBound - 1, in: text)
    let last = text.firstDigit(upTo: digit)
    let first = beforeStroke(last, in: text)
    let isNumber =
      (1...4).contains(digit - last) && !text.isYear(last..<digit)
      && (first == 0 || !text.scalars[first - 1].isPlainLetter)
    return isNumber ? first : range.lowerBound
  }

  /// Where the number of a house begins that a comma parts from its street: `14, Zela Avenue`.
  func startOverComma(of range: Range<Int>, in text: NormalizedText) -> Int {
    let end = range.lowerBound - 2
    guard end > 0, text.scalars[end] == ",", text.scalars[end + 1] == " " else {
      return range.lowerBound
    }
    let first = beforeStroke(text.firstDigit(upTo: end), in: text)
    let isHouse =
      (1...4).contains(end - text.firstDigit(upTo: end)) && !text.isYear(first..<end)
      && (first == 0 || " \n(".unicodeScalars.contains(text.scalars[first - 1]))
    return isHouse ? first : range.lowerBound
  }

  /// Takes in `14/` of `14/3`.
  private func beforeStroke(_ start: Int, in text: NormalizedText) -> Int {
    guard start > 1, text.scalars[start - 1] == "/" else { return start }
    let first = text.firstDigit(upTo: start - 1)
    return (1...4).contains(start - 1 - first) ? first : start
  }

  /// Leaves out the letter or the ending on a number: 17b, 3-я.
  private func withoutLetters(_ end: Int, in text: NormalizedText) -> Int {
    guard let ending = text.lastWord(upTo: end).map({ text.words[$0].range }),
      ending.upperBound == end, ending.count <= 3, ending.lowerBound > 1
    else { return end }
    let sign = text.scalars[ending.lowerBound - 1]
    if sign == "-" { return ending.lowerBound - 1 }
    return sign.isPlainDigit && ending.count == 1 ? ending.lowerBound : end
  }
}

extension NormalizedText {
  /// Whether a group of digits is a year of our time.
  func isYear(_ group: Range<Int>) -> Bool {
    let digits = digits(in: group)
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  /// Where the digits begin that end at a place.
  func firstDigit(upTo end: Int) -> Int {
    var start = end
    while start > 0, scalars[start - 1].isPlainDigit { start -= 1 }
    return start
  }
}
