// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses: a street with its house, a house with its flat, a quarter or a school with its number.
///
/// Each part is found by its word; parts that stand side by side become one address.
struct AddressRule: RedactionRule {
  private let lists: RedactionLists
  private let streetsBefore: Set<String>
  private let streetsAfter: Set<String>
  private let housesBefore: Set<String>
  private let housesAfter: Set<String>
  private let weakHouses: Set<String>
  private let quarters: Set<String>
  private let quartersBefore: Set<String>
  private let numbered: Set<String>
  private let signs: Set<String>
  private let counted: Cues

  init(lists: RedactionLists) {
    self.lists = lists
    let words = lists.identifiers
    streetsBefore = words.set(.streetsBefore)
    streetsAfter = words.set(.streetsAfter)
    housesBefore = words.set(.housesBefore)
    housesAfter = words.set(.housesAfter)
    weakHouses = words.set(.weakHouses)
    quarters = words.set(.quarters)
    quartersBefore = words.set(.quartersBefore)
    numbered = words.set(.numberedHouses)
    signs = words.set(.numberSigns)
    counted = Cues(beginnings: words.list(.countedUnits))
  }

  var kind: RedactionKind { .address }

  private enum Worth { case weak, doubtful, sure }
  private typealias Part = (range: Range<Int>, worth: Worth)

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let parts = text.words.indices.flatMap { self.parts(at: $0, in: text) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    return joined(parts, in: text).compactMap { range, worths in
      if worths.count == 1, worths[0] == .weak { return nil }
      let isSure = worths.contains(.sure) || worths.count > 1
      return text.mark(
        withNumbers(range, in: text), .address, isSure ? .sure : .doubtful, by: "address")
    }
  }

  private func parts(at index: Int, in text: NormalizedText) -> [Part] {
    let word = text.words[index]
    let skeleton = word.skeleton
    var parts: [Part] = []
    if streetsBefore.contains(skeleton), let street = street(after: index, in: text) {
      parts.append(street)
    }
    if streetsAfter.contains(skeleton), let street = street(before: index, in: text) {
      parts.append(street)
    }
    let isShort = word.range.count < 3
    if housesBefore.contains(skeleton), let range = number(after: word, tight: isShort, in: text) {
      parts.append((range, weakHouses.contains(skeleton) ? .weak : .doubtful))
    }
    if housesAfter.contains(skeleton), let range = number(before: word, in: text) {
      parts.append((range, weakHouses.contains(skeleton) ? .weak : .doubtful))
    }
    if quartersBefore.contains(skeleton), let range = number(after: word, tight: false, in: text) {
      parts.append((range, .sure))
    }
    if quarters.contains(skeleton) {
      let range = number(after: word, tight: false, in: text) ?? number(before: word, in: text)
      if let range { parts.append((range, .sure)) }
    }
    if numbered.contains(skeleton) {
      let range = number(after: word, tight: false, in: text) ?? number(before: word, in: text)
      if let range { parts.append((range, .doubtful)) }
    }
    return parts
  }

  // MARK: Streets

  private func street(after index: Int, in text: NormalizedText) -> Part? {
    let cue = text.words[index]
    var last = index
    while last - index < 3, last + 1 < text.words.count,
      joins(last, last + 1, in: text), isName(last + 1, isFirst: last == index, in: text)
    {
      last += 1
    }
    guard last > index else { return nil }
    let end = text.words[last].range.upperBound
    let isSure = text.words[index + 1].isCapitalised
    // In small letters any word may stand there (на улице стоял), so a house has to follow.
    guard isSure || cue.range.count <= 2 || hasNumber(after: end, in: text) else { return nil }
    return (cue.range.lowerBound..<end, isSure ? .sure : .doubtful)
  }

  private func hasNumber(after end: Int, in text: NormalizedText) -> Bool {
    guard let (run, index) = text.group(from: end) else { return false }
    let group = run.groups[index]
    return group.count <= 4 && group.lowerBound - end <= 12 && !text.isYear(group)
      && text.scalars[end..<group.lowerBound].allSatisfy {
        " ,.№-/\n".unicodeScalars.contains($0) || $0.isPlainLetter
      }
  }

  private func street(before index: Int, in text: NormalizedText) -> Part? {
    var first = index
    while index - first < 2, first > 0, joins(first - 1, first, in: text),
      isName(first - 1, isFirst: false, in: text)
        || (first == index && !text.words[index].isLatin
          && isName(first - 1, isFirst: true, in: text))
        || (first == index && (isOwn(text.words[index]) || isNumbered(first - 1, in: text))
          && isName(first - 1, isFirst: true, in: text))
    {
      first -= 1
    }
    guard first < index else { return nil }
    return (
      text.words[first].range.lowerBound..<text.words[index].range.upperBound,
      text.words[first].isCapitalised ? .sure : .doubtful
    )
  }

  /// Whether a number stands directly before the word: `27 orchard lane`.
  private func isNumbered(_ index: Int, in text: NormalizedText) -> Bool {
    let start = text.words[index].range.lowerBound
    return start > 1 && text.scalars[start - 1] == " " && text.scalars[start - 2].isPlainDigit
  }

  /// Uzbek words that say "its street": a name has to stand before them.
  private func isOwn(_ word: Word) -> Bool { word.skeleton.contains("kocas") }

  private func isName(_ index: Int, isFirst: Bool, in text: NormalizedText) -> Bool {
    let word = text.words[index]
    guard word.skeleton.utf8.count > (isFirst ? 2 : 0) else { return false }
    let isCue =
      housesBefore.contains(word.skeleton) && !word.isCapitalised
      || streetsBefore.contains(word.skeleton)
    if isCue { return false }
    if word.isCapitalised { return !(lists.isKept(word) && word.startsSentence) }
    return isFirst && !lists.isKept(word)
  }

  private func joins(_ one: Int, _ next: Int, in text: NormalizedText) -> Bool {
    let (from, to) = (text.words[one].range, text.words[next].range)
    let isShort = from.count < 5
    return text.gap(
      from.upperBound, to.lowerBound,
      only: isShort ? [" ", ".", "-", "\"", "«", ":"] : [" ", "-", "\"", "«", ":"], upTo: 3)
  }

  // MARK: Numbers

  /// The word with the number that follows it, over a sign.
  private func number(after word: Word, tight: Bool, in text: NormalizedText) -> Range<Int>? {
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
  private func number(before word: Word, in text: NormalizedText) -> Range<Int>? {
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

  /// Whether the number counts what follows: `хона 3 нафар`, `дом 5 лет`.
  private func isCounted(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard group.count <= 2, let next = text.firstWord(from: group.upperBound) else { return false }
    let word = text.words[next]
    return text.gap(group.upperBound, word.range.lowerBound) && word.range.count > 1
      && !word.isCapitalised && !housesBefore.contains(word.skeleton)
      && !housesAfter.contains(word.skeleton) && !quarters.contains(word.skeleton)
      && counted.contains(word)
  }

  /// Takes in `а` of `12а`, `/3` of `12/3`.
  private func withLetter(_ end: Int, in text: NormalizedText) -> Int {
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

  // MARK: Whole addresses

  private func joined(
    _ parts: [Part], in text: NormalizedText
  ) -> [(range: Range<Int>, worths: [Worth])] {
    var result: [(range: Range<Int>, worths: [Worth])] = []
    for part in parts {
      if let last = result.last, isJoint(last.range.upperBound, part.range.lowerBound, in: text) {
        let upper = max(last.range.upperBound, part.range.upperBound)
        let worths =
          part.range.lowerBound < last.range.upperBound && part.worth == .weak
          ? last.worths : last.worths + [part.worth]
        result[result.count - 1] = (last.range.lowerBound..<upper, worths)
      } else {
        result.append((part.range, [part.worth]))
      }
    }
    return result
  }

  private func isJoint(_ from: Int, _ to: Int, in text: NormalizedText) -> Bool {
    if to <= from { return true }
    return to - from <= 12
      && text.scalars[from..<to].allSatisfy {
        " ,.;\n-/№".unicodeScalars.contains($0) || $0.isPlainDigit
      }
  }

  /// Takes in bare numbers of a house and a flat after a street: `ул. Зелёная 45-12`.
  private func withNumbers(_ range: Range<Int>, in text: NormalizedText) -> Range<Int> {
    var end = range.upperBound
    for _ in 0..<2 {
      guard let (run, index) = text.group(from: end) else { break }
      let group = run.groups[index]
      guard group.count <= 4, group.lowerBound - end <= 3,
        text.scalars[end..<group.lowerBound].allSatisfy({ " ,-/№".unicodeScalars.contains($0) }),
        !isCounted(group, in: text), !text.isYear(group)
      else { break }
      end = withLetter(group.upperBound, in: text)
    }
    var start = range.lowerBound
    // 12 Zelena Street
    var digit = start
    while digit > 0, text.scalars[digit - 1] == " " { digit -= 1 }
    var first = digit
    while first > 0, text.scalars[first - 1].isPlainDigit { first -= 1 }
    if (1...4).contains(digit - first), start - digit == 1, !text.isYear(first..<digit) {
      start = first
    }
    return start..<end
  }
}

extension NormalizedText {
  /// Whether a group of digits is a year of our time.
  func isYear(_ group: Range<Int>) -> Bool {
    let digits = digits(in: group)
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }
}
