// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses: a street with its house, a house with its flat, a quarter or a school with its number.
///
/// Each part is found by its word; parts that stand side by side become one address.
struct AddressRule: RedactionRule {
  private let numbers: AddressNumbers
  private let streets: AddressStreets
  private let streetsAfter: AddressStreetsAfter
  private let houses: AddressHouses
  private let quarters: AddressQuarters
  private let bare: BareStreets
  private let links: Set<String>

  init(lists: RedactionLists) {
    numbers = AddressNumbers(lists: lists)
    let words = StreetWords(lists: lists, numbers: numbers)
    streets = AddressStreets(words: words)
    streetsAfter = AddressStreetsAfter(words: words)
    houses = AddressHouses(lists: lists, numbers: numbers)
    quarters = AddressQuarters(lists: lists, numbers: numbers)
    bare = BareStreets(words: words)
    links = lists.identifiers.set(.addressLinks)
  }

  var kind: RedactionKind { .address }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let parts = text.words.indices.flatMap { self.parts(at: $0, in: text) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
    return joined(parts, in: text).compactMap { mark(of: $0, in: text) }
  }

  private func parts(at index: Int, in text: NormalizedText) -> [AddressPart] {
    streets.streets(at: index, in: text) + streetsAfter.streets(at: index, in: text)
      + houses.houses(at: index, in: text) + quarters.quarters(at: index, in: text)
      + bare.streets(at: index, in: text)
  }

  private func mark(of chain: AddressChain, in text: NormalizedText) -> RedactionMark? {
    let start = start(of: chain, in: text)
    let name =
      bare.name(before: start, in: text)
      ?? bare.name(before: numbers.startOverComma(of: chain.range, in: text), in: text)
    guard name != nil || isAddress(chain, in: text) else { return nil }
    let whole = (name ?? start)..<numbers.end(of: chain.range, in: text)
    return text.mark(whole, .address, chain.isSure ? .sure : .doubtful, by: "address")
  }

  private func start(of chain: AddressChain, in text: NormalizedText) -> Int {
    let start = numbers.start(of: chain.range, in: text)
    guard start == chain.range.lowerBound, let first = chain.parts.first, first.isStreet,
      first.worth == .sure
    else { return start }
    return numbers.startOverComma(of: chain.range, in: text)
  }

  /// Of what says little alone, two with a number each, or a name and a number.
  ///
  /// дом 5 is none, дом 5 кв 2 is one, Zela mavzesi 5-uy is one.
  private func isAddress(_ chain: AddressChain, in text: NormalizedText) -> Bool {
    guard chain.isWeak else { return true }
    let enough = chain.hasHouseBesideStreet ? 1 : 2
    return chain.parts.count > 1 && count(of: chain.range, in: text) >= enough
  }

  /// How many numbers stand there.
  private func count(of range: Range<Int>, in text: NormalizedText) -> Int {
    let digits = range.filter { text.scalars[$0].isPlainDigit }
    return digits.count { $0 == range.lowerBound || !text.scalars[$0 - 1].isPlainDigit }
  }

  private func joined(_ parts: [AddressPart], in text: NormalizedText) -> [AddressChain] {
    var chains: [AddressChain] = []
    for part in parts {
      if let last = chains.last, isJoint(last, part, in: text) {
        chains[chains.count - 1].add(part)
      } else {
        chains.append(AddressChain(part))
      }
    }
    return chains
  }

  private func isJoint(
    _ chain: AddressChain, _ part: AddressPart, in text: NormalizedText
  ) -> Bool {
    let (from, to) = (chain.range.upperBound, part.range.lowerBound)
    if to <= from { return true }
    let isClose =
      to - from <= 12
      && text.scalars[from..<to].allSatisfy {
        " ,.;\n-/№".unicodeScalars.contains($0) || $0.isPlainDigit
      }
    let hasStreet = part.isStreet || chain.parts.contains(where: \.isStreet)
    return isClose || hasStreet && isLinked(from, to, in: text)
  }

  /// Whether one small word stands between a house and its street: `house 12 on Zela Avenue`.
  private func isLinked(_ from: Int, _ to: Int, in text: NormalizedText) -> Bool {
    guard let index = text.firstWord(from: from), case let word = text.words[index],
      links.contains(word.skeleton), word.range.upperBound <= to
    else { return false }
    return text.gap(from, word.range.lowerBound, only: [" ", ","])
      && text.gap(word.range.upperBound, to)
  }
}
