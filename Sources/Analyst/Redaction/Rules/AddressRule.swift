// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses: a street with its house, a house with its flat, a quarter or a school with its number.
///
/// Each part is found by its word; parts that stand side by side become one address.
struct AddressRule: RedactionRule {
  private let lists: RedactionLists
  private let numbers: AddressNumbers
  private let streets: AddressStreets
  private let housesBefore: Set<String>
  private let housesAfter: Set<String>
  private let weakHouses: Set<String>
  private let quarters: Set<String>
  private let quartersBefore: Set<String>
  private let namedQuarters: Set<String>
  private let numbered: Set<String>
  private let names: Cues

  init(lists: RedactionLists) {
    self.lists = lists
    let words = lists.identifiers
    numbers = AddressNumbers(lists: lists)
    streets = AddressStreets(lists: lists, numbers: numbers)
    housesBefore = words.set(.housesBefore)
    housesAfter = words.set(.housesAfter)
    weakHouses = words.set(.weakHouses)
    quarters = words.set(.quarters)
    quartersBefore = words.set(.quartersBefore)
    namedQuarters = words.set(.namedQuarters)
    numbered = words.set(.numberedHouses)
    names = Cues(words.list(.addressNames))
  }

  var kind: RedactionKind { .address }

  private enum Worth { case weak, doubtful, sure }
  private typealias Part = (range: Range<Int>, worth: Worth)

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let parts = text.words.indices.flatMap { self.parts(at: $0, in: text) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    return joined(parts, in: text).compactMap { range, worths in
      // Of what says little alone, two with a number each: дом 5 is none, дом 5 кв 2 is one.
      let isWeak = worths.allSatisfy { $0 == .weak }
      if isWeak, worths.count == 1 || count(of: range, in: text) < 2 { return nil }
      let isSure = worths.contains(.sure) || worths.count > 1
      let whole = numbers.start(of: range, in: text)..<numbers.end(of: range, in: text)
      return text.mark(whole, .address, isSure ? .sure : .doubtful, by: "address")
    }
  }

  /// How many numbers stand there.
  private func count(of range: Range<Int>, in text: NormalizedText) -> Int {
    let digits = range.filter { text.scalars[$0].isPlainDigit }
    return digits.count { $0 == range.lowerBound || !text.scalars[$0 - 1].isPlainDigit }
  }

  private func parts(at index: Int, in text: NormalizedText) -> [Part] {
    let word = text.words[index]
    let streets = streets.streets(at: index, in: text).map {
      ($0.range, $0.isSure ? Worth.sure : .doubtful)
    }
    return streets + houses(word, in: text) + quarters(index, in: text)
      + (bare(index, in: text).map { [$0] } ?? [])
  }

  private func houses(_ word: Word, in text: NormalizedText) -> [Part] {
    var parts: [Part] = []
    let worth = weakHouses.contains(word.skeleton) ? Worth.weak : .doubtful
    let isShort = word.range.count < 3
    if housesBefore.contains(word.skeleton) {
      if let range = numbers.number(after: word, tight: false, in: text) {
        let isTight =
          range.upperBound > word.range.upperBound
          && text.scalars[word.range.upperBound].isPlainDigit
        // A1 is no house, д14 is one beside кв3.
        if !isTight || !isShort || !word.isLatin { parts.append((range, isTight ? .weak : worth)) }
      }
    }
    if housesAfter.contains(word.skeleton), let range = numbers.number(before: word, in: text) {
      // 5 дом: only beside a quarter or a flat.
      parts.append((range, housesBefore.contains(word.skeleton) ? .weak : worth))
    }
    if numbered.contains(word.skeleton) {
      let range =
        numbers.number(after: word, tight: false, in: text)
        ?? numbers.number(before: word, in: text)
      if let range { parts.append((range, .doubtful)) }
    }
    return parts
  }

  private func quarters(_ index: Int, in text: NormalizedText) -> [Part] {
    let word = text.words[index]
    var parts: [Part] = []
    if quartersBefore.contains(word.skeleton) {
      if let range = numbers.number(after: word, tight: false, in: text) {
        parts.append((range, .sure))
      } else if let range = numbers.number(before: word, in: text) {
        // In the first quarter of a year: a house has to stand beside it.
        parts.append((range, .weak))
      }
    }
    if quarters.contains(word.skeleton), let range = numbers.number(beside: word, in: text) {
      parts.append((range, .sure))
    }
    if namedQuarters.contains(word.skeleton), let range = named(index, in: text) {
      parts.append((range, .sure))
    }
    return parts
  }

  /// `массив Зела, 14-33`, `СНТ Зела участок 14`: the name, when a number follows.
  private func named(_ index: Int, in text: NormalizedText) -> Range<Int>? {
    guard index + 1 < text.words.count, case let name = text.words[index + 1],
      name.isCapitalised, !lists.isKept(name),
      text.gap(
        text.words[index].range.upperBound, name.range.lowerBound, only: [" ", "«", "\"", "."])
    else { return nil }
    let range = text.words[index].range.lowerBound..<name.range.upperBound
    let hasNumber = numbers.end(of: range, in: text) > range.upperBound
    let next = index + 2 < text.words.count ? text.words[index + 2] : nil
    let hasHouse = next.map {
      housesBefore.contains($0.skeleton) || quartersBefore.contains($0.skeleton)
    }
    return hasNumber || hasHouse == true ? range : nil
  }

  /// A capital and a number: `на Зеловой 15`; a street after a word for an address or before a flat.
  private func bare(_ index: Int, in text: NormalizedText) -> Part? {
    let word = text.words[index]
    guard word.isCapitalised, word.range.count > 3, !lists.isKept(word) else { return nil }
    let isNamed = names.stand(before: word.range.lowerBound, within: 2, in: text)
    let isPlace = lists.roles(of: word).contains(.place)
    guard word.isProper || isNamed || isPlace else { return nil }
    let end = numbers.end(of: word.range, in: text)
    let tail = text.scalars[word.range.upperBound..<end]
    guard end > word.range.upperBound, !tail.contains("."), tail.count <= 9 else { return nil }
    return (word.range.lowerBound..<end, isNamed ? .sure : .weak)
  }

  // MARK: Whole addresses

  private func joined(
    _ parts: [Part], in text: NormalizedText
  ) -> [(range: Range<Int>, worths: [Worth])] {
    var result: [(range: Range<Int>, worths: [Worth])] = []
    for part in parts {
      if let last = result.last, isJoint(last.range.upperBound, part.range.lowerBound, in: text) {
        let upper = max(last.range.upperBound, part.range.upperBound)
        result[result.count - 1] = (last.range.lowerBound..<upper, last.worths + [part.worth])
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
}
