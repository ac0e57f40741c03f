// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Streets without a word for one: `на Зеловой 15`, `Зелина 15, кв. 3`, `зелобод 7 хона 3`.
struct BareStreets: Sendable {
  private let words: StreetWords
  private let names: Cues
  private let places: Set<String>
  private let endings: [String]

  init(words: StreetWords) {
    self.words = words
    let tables = words.lists.identifiers
    names = Cues(tables.list(.addressNames))
    places = tables.set(.streetPrepositions)
    endings = tables.list(.streetNameEndings)
  }

  /// A name with the number of its house.
  func streets(at index: Int, in text: NormalizedText) -> [AddressPart] {
    [
      capital(index, in: text), adjective(index, in: text), listed(index, in: text),
      addressed(index, in: text),
    ]
    .compactMap(\.self)
  }

  /// A small name directly after a word for an address: `по адресу зелина 17-45`.
  private func addressed(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard !word.isCapitalised, words.isFree(word),
      names.stand(before: word.range.lowerBound, within: 1, in: text),
      let end = house(after: word, in: text)
    else { return nil }
    return AddressPart(range: word.range.lowerBound..<end, worth: .doubtful)
  }

  /// A capital and a number; a street after a word for an address or before a flat.
  private func capital(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard word.isCapitalised, word.range.count > 3, !words.lists.isKept(word) else { return nil }
    let isNamed = names.stand(before: word.range.lowerBound, within: 2, in: text)
    let isPlace = words.lists.roles(of: word).contains(.place)
    guard word.isProper || isNamed || isPlace, let end = house(after: word, in: text)
    else { return nil }
    return AddressPart(
      range: word.range.lowerBound..<end,
      worth: isNamed ? .sure : .weak)
  }

  /// Where the number after a name ends.
  private func house(after word: Word, in text: NormalizedText) -> Int? {
    let end = words.numbers.end(of: word.range, in: text, numbers: 1)
    let tail = text.scalars[word.range.upperBound..<end]
    guard end > word.range.upperBound, !tail.contains("."), tail.count <= 9 else { return nil }
    return end
  }

  /// A listed town or district with a short number that counts nothing is a street of that name.
  private func listed(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard word.range.count > 5, words.lists.places.entry(for: word.skeleton)?.use == .name,
      let end = house(after: word, in: text), end - word.range.upperBound < 6,
      closes(end, in: text, orStops: true)
    else { return nil }
    return AddressPart(range: word.range.lowerBound..<end, worth: .doubtful)
  }

  /// Russian streets are feminine: Зелёная 15, на Зеленой 15, на зеленой 15.
  private func adjective(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard word.range.count > 5, endings.contains(where: word.skeleton.hasSuffix),
      !words.lists.isKept(word),
      text.gap(
        word.range.upperBound, text.nextDigit(from: word.range.upperBound), only: [" ", ","]),
      let end = house(after: word, in: text), closes(end, in: text)
    else { return nil }
    // На Малой Зеленой, 6: two of them are one name.
    let first = isPair(index, in: text) ? index - 1 : index
    return AddressPart(
      range: text.words[first].range.lowerBound..<end,
      worth: isPlaced(first, in: text) || isOfTown(word) ? .doubtful : .weak)
  }

  /// Тверская 18: of a town or a person, in the first case and in small letters.
  private func isOfTown(_ word: Word) -> Bool {
    word.range.count > 7 && word.skeleton.hasSuffix("skaia")
  }

  /// Whether the word before has the same ending.
  private func isPair(_ index: Int, in text: NormalizedText) -> Bool {
    guard index > 0, case let (one, next) = (text.words[index - 1], text.words[index]),
      text.gap(one.range.upperBound, next.range.lowerBound), one.range.count > 3,
      one.isCapitalised == next.isCapitalised
    else { return false }
    return one.skeleton.suffix(2) == next.skeleton.suffix(2)
  }

  /// In small letters, and where a sentence begins, only after на or the number of a post office.
  private func isPlaced(_ index: Int, in text: NormalizedText) -> Bool {
    let word = text.words[index]
    if word.isProper || isPosted(word.range.lowerBound, in: text) { return true }
    guard index > 0, case let last = text.words[index - 1],
      text.gap(last.range.upperBound, word.range.lowerBound)
    else { return word.isCapitalised }
    return places.contains(last.skeleton)
  }

  /// Whether a number of five or six digits stands before a place.
  private func isPosted(_ start: Int, in text: NormalizedText) -> Bool {
    var end = start
    while end > 0, start - end < 3, " ,".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    return (5...6).contains(end - text.firstDigit(upTo: end))
  }

  /// Whether nothing follows that the number could count: an end, a sign, a verb, a word for a house.
  private func closes(_ end: Int, in text: NormalizedText, orStops: Bool = false) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }) else { return true }
    if words.months.contains(next.skeleton) { return false }
    return !text.gap(end, next.range.lowerBound) || words.houses.contains(next.skeleton)
      || words.endsAsVerb(next) || orStops && words.isStop(next)
  }

  // MARK: Before a flat

  /// Where the name of a street begins whose house and flat were found: `зелобод 7 хона 3`.
  func name(before start: Int, in text: NormalizedText) -> Int? {
    guard text.scalars[start].isPlainDigit, let index = text.lastWord(upTo: start),
      case let word = text.words[index],
      text.gap(word.range.upperBound, start, only: [" ", ","])
    else { return nil }
    let isName =
      word.isCapitalised
      ? word.range.count > 3 && !words.lists.isKept(word)
      : words.isFree(word)
        && (isFlat(after: start, in: text) || !words.lists.roles(of: word).contains(.ordinary))
    return isName ? word.range.lowerBound : nil
  }

  /// Whether the number belongs to no word, since the next has a number of its own.
  private func isFlat(after start: Int, in text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: start).map({ text.words[$0] }) else { return false }
    return words.houses.contains(next.skeleton)
      && (words.numbers.number(after: next, tight: false, in: text) != nil
        || words.numbers.number(before: next, in: text).map { $0.lowerBound > start } == true)
  }
}

extension NormalizedText {
  /// Where the next digit stands; the end when none does.
  fileprivate func nextDigit(from start: Int) -> Int {
    group(from: start).map { $0.0.groups[$0.1].lowerBound } ?? scalars.count
  }
}
