// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Quarters of a town by their number or name: `82 мкр`, `12-mavze`, `массив Зела, 14`.
struct AddressQuarters: Sendable {
  private let lists: RedactionLists
  private let numbers: AddressNumbers
  private let houses: Set<String>
  private let quarters: Set<String>
  private let before: Set<String>
  private let named: Set<String>
  private let places: Set<String>
  private let openers: Set<String>

  init(lists: RedactionLists, numbers: AddressNumbers) {
    self.lists = lists
    self.numbers = numbers
    let words = lists.identifiers
    houses = words.set(.housesBefore)
    quarters = words.set(.quarters)
    before = words.set(.quartersBefore)
    named = words.set(.namedQuarters)
    places = words.set(.placesBefore)
    openers = words.set(.quarterOpeners)
  }

  /// The quarters that a word says.
  func quarters(at index: Int, in text: NormalizedText) -> [AddressPart] {
    let word = text.words[index]
    var parts: [AddressPart] = []
    if before.contains(word.skeleton) { counted(word, in: text).map { parts.append($0) } }
    if quarters.contains(word.skeleton), let range = numbers.number(beside: word, in: text) {
      parts.append(AddressPart(range: range, worth: .sure))
    }
    if named.contains(word.skeleton), let range = name(after: index, in: text) {
      parts.append(AddressPart(range: range, worth: .sure))
    }
    if places.contains(word.skeleton) || openers.contains(word.skeleton),
      let range = place(after: index, in: text)
    {
      parts.append(AddressPart(range: range, worth: .weak, isStreet: true))
    }
    return parts
  }

  /// `деҳаи Зелӣ`, before a street: a village says little alone, and its rule finds it besides.
  private func place(after index: Int, in text: NormalizedText) -> Range<Int>? {
    guard index + 1 < text.words.count, case let name = text.words[index + 1],
      name.range.count > 2, !lists.isKept(name),
      text.gap(text.words[index].range.upperBound, name.range.lowerBound)
    else { return nil }
    return text.words[index].range.lowerBound..<name.range.upperBound
  }

  private func counted(_ word: Word, in text: NormalizedText) -> AddressPart? {
    if numbers.number(after: word, tight: false, in: text) != nil {
      return numbers.number(beside: word, in: text).map { AddressPart(range: $0, worth: .sure) }
    }
    // In the first quarter of a year: a house has to stand beside it.
    return numbers.number(before: word, in: text).map { AddressPart(range: $0, worth: .weak) }
  }

  /// `массив Зела, 14-33`, `СНТ Зела участок 14`: the name, when a number follows.
  private func name(after index: Int, in text: NormalizedText) -> Range<Int>? {
    guard index + 1 < text.words.count, case let name = text.words[index + 1],
      name.range.count > 2, !lists.isKept(name),
      text.gap(
        text.words[index].range.upperBound, name.range.lowerBound, only: [" ", "«", "\"", "."])
    else { return nil }
    let range = text.words[index].range.lowerBound..<name.range.upperBound
    let hasNumber = numbers.end(of: range, in: text) > range.upperBound
    let next = index + 2 < text.words.count ? text.words[index + 2] : nil
    let hasHouse = next.map { houses.contains($0.skeleton) || before.contains($0.skeleton) }
    return hasNumber && name.isCapitalised || hasHouse == true ? range : nil
  }
}
