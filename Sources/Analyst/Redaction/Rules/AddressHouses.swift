// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Houses, flats, entrances and floors with their numbers: `дом 5`, `12-uy`, `2nd floor`, `block C`.
struct AddressHouses: Sendable {
  private let numbers: AddressNumbers
  private let before: Set<String>
  private let after: Set<String>
  private let weak: Set<String>
  private let numbered: Set<String>
  private let lettered: Set<String>
  private let bare: Set<String>
  private let happenings: [String]

  init(lists: RedactionLists, numbers: AddressNumbers) {
    self.numbers = numbers
    let words = lists.identifiers
    before = words.set(.housesBefore)
    after = words.housesAfter
    weak = words.set(.weakHouses).union(words.housesAfter.subtracting(words.set(.housesAfter)))
    numbered = words.set(.numberedHouses)
    lettered = words.set(.letteredHouses)
    bare = words.set(.bareFloors)
    happenings = words.list(.happeningEndings)
  }

  /// The houses that a word says.
  func houses(at index: Int, in text: NormalizedText) -> [AddressPart] {
    let word = text.words[index]
    return [
      following(word, in: text), preceding(word, in: text), building(word, in: text),
      letter(index, in: text), floor(index, in: text),
    ].compactMap(\.self)
  }

  private func worth(of word: Word) -> AddressPart.Worth {
    weak.contains(word.skeleton) ? .weak : .doubtful
  }

  private func following(_ word: Word, in text: NormalizedText) -> AddressPart? {
    guard before.contains(word.skeleton),
      let range = numbers.number(after: word, tight: false, in: text)
    else { return nil }
    let isTight =
      range.upperBound > word.range.upperBound
      && text.scalars[word.range.upperBound].isPlainDigit
    // A1 is no house, д14 is one beside кв3.
    if isTight, word.range.count < 3, word.isLatin { return nil }
    let isWeak = isTight || isTold(of: range, in: text)
    return AddressPart(range: range, worth: isWeak ? .weak : worth(of: word))
  }

  /// Дом 3 сгорел: what happened to a house tells less than where it stands.
  private func isTold(of range: Range<Int>, in text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: range.upperBound).map({ text.words[$0] }),
      text.gap(range.upperBound, next.range.lowerBound, upTo: 1)
    else { return false }
    return next.range.count > 3 && !next.isCapitalised && !next.isLatin
      && happenings.contains(where: next.skeleton.hasSuffix)
  }

  private func preceding(_ word: Word, in text: NormalizedText) -> AddressPart? {
    guard after.contains(word.skeleton), let range = numbers.number(before: word, in: text)
    else { return nil }
    // 5 дом: only beside a quarter or a flat.
    return AddressPart(
      range: range, worth: before.contains(word.skeleton) ? .weak : worth(of: word))
  }

  /// `школа № 5`, `12-мактаб`.
  private func building(_ word: Word, in text: NormalizedText) -> AddressPart? {
    guard numbered.contains(word.skeleton) else { return nil }
    let range =
      numbers.number(after: word, tight: false, in: text) ?? numbers.number(before: word, in: text)
    return range.map { AddressPart(range: $0, worth: .doubtful) }
  }

  /// `basement`, `цокольный этаж`, `top floor`: only beside something else.
  private func floor(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard bare.contains(word.skeleton) else { return nil }
    if index + 1 < text.words.count, case let next = text.words[index + 1],
      after.contains(next.skeleton), text.gap(word.range.upperBound, next.range.lowerBound)
    {
      return AddressPart(range: word.range.lowerBound..<next.range.upperBound, worth: .weak)
    }
    return word.range.count > 5 ? AddressPart(range: word.range, worth: .weak) : nil
  }

  /// `Block C`, `корпус Б`.
  private func letter(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard lettered.contains(word.skeleton), index + 1 < text.words.count,
      case let letter = text.words[index + 1], letter.range.count == 1,
      text.gap(word.range.upperBound, letter.range.lowerBound, only: [" ", "\"", "«"]),
      !"aiивяу".unicodeScalars.contains(text.scalars[letter.range.lowerBound])
        || letter.isCapitalised
    else { return nil }
    return AddressPart(range: word.range.lowerBound..<letter.range.upperBound, worth: .weak)
  }
}

extension TableFile<IdentifierTable> {
  /// Words for houses after a number, with the endings that hang on them: uyda, xonadonga.
  var housesAfter: Set<String> {
    let bare = set(.housesAfter)
    let endings = list(.formEndings).map { Skeleton.of($0) }
    return bare.union(
      bare.filter { $0.utf8.count > 1 }.flatMap { word in endings.map { word + $0 } })
  }
}
