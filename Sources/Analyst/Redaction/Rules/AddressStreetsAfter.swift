// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Streets by the words after them: `Zela ko'chasi`, `27 Zela Lane`, `33 Zela Court`.
struct AddressStreetsAfter: Sendable {
  private let words: StreetWords
  private let after: Set<String>
  private let shortAfter: Set<String>
  private let numberedAfter: Set<String>
  private let own: Set<String>
  private let quarters: Set<String>
  private let buildings: Set<String>
  private let kinds: Set<String>

  init(words: StreetWords) {
    self.words = words
    after = words.lists.identifiers.set(.streetsAfter)
    shortAfter = words.lists.identifiers.set(.shortStreetsAfter)
    numberedAfter = words.lists.identifiers.set(.numberedStreetsAfter)
    own = Set(words.lists.identifiers.list(.streetsAfter, of: ["uz"]))
      .subtracting(words.lists.identifiers.list(.streetsAfter, of: ["en"]))
      .filter { $0.utf8.count > 4 && ($0.hasSuffix("i") || $0.hasSuffix("ida")) }
    quarters = words.lists.identifiers.set(.quartersAfter)
    kinds = words.lists.identifiers.set(.streetKinds)
    buildings = words.lists.identifiers.set(.namedBuildings)
  }

  /// The streets that a word says.
  func streets(at index: Int, in text: NormalizedText) -> [AddressPart] {
    let word = text.words[index]
    var found: [AddressPart?] = []
    let isShortened = shortAfter.contains(word.skeleton) && word.isLatin
    if after.contains(word.skeleton) || isShortened && isBeside(index, in: text) {
      found.append(street(before: index, in: text))
    }
    if word.isLatin, numberedAfter.contains(word.skeleton) {
      found.append(numbered(index, in: text))
    }
    if quarters.contains(word.skeleton) || word.isLatin && buildings.contains(word.skeleton) {
      found.append(named(index, in: text))
    }
    if word.skeleton.hasPrefix("koca") { found.append(counted(index, in: text)) }
    return found.compactMap(\.self)
  }

  /// Whether a capital before a short word, or a number beside it, says that it is a street's.
  private func isBeside(_ index: Int, in text: NormalizedText) -> Bool {
    guard index > 0, words.joins(index - 1, index, in: text) else { return false }
    let end = text.words[index].range.upperBound
    return text.words[index - 1].isCapitalised || words.isNumbered(index - 1, in: text)
      || words.hasNumber(after: end, in: text)
  }

  private func street(before index: Int, in text: NormalizedText) -> AddressPart? {
    let end = text.words[index].range.upperBound
    let cue = opening(index, in: text)
    var first = cue
    while cue - first < 3, first > 0, words.joins(first - 1, first, breaks: true, in: text),
      isPart(first - 1, of: cue, before: index, in: text)
    {
      first -= 1
    }
    guard first < cue else { return nil }
    let isWhole = (first..<cue).allSatisfy { words.joins($0, $0 + 1, in: text) }
    guard isWhole || words.isNumbered(first, in: text) || words.hasNumber(after: end, in: text)
    else { return nil }
    let isSure = isWhole && text.words[first].isCapitalised
    guard isSure || isOrdered(first, before: index, end, in: text) else { return nil }
    return AddressPart(
      range: text.words[first].range.lowerBound..<end, worth: isSure ? .sure : .doubtful,
      isStreet: true)
  }

  /// Where the words for the street begin: `shoh ko'chasi`, `tor ko'chasi`.
  private func opening(_ index: Int, in text: NormalizedText) -> Int {
    guard isOwn(text.words[index]), index > 1, words.joins(index - 1, index, in: text),
      after.contains(text.words[index - 1].skeleton)
    else { return index }
    return index - 1
  }

  private func isPart(
    _ name: Int, of cue: Int, before index: Int, in text: NormalizedText
  ) -> Bool {
    let word = text.words[name]
    if name < cue - 1, !word.isCapitalised, words.isOpener(word) { return true }
    guard cue - name < 3 else { return false }
    if words.isName(name, isFirst: false, in: text) { return true }
    // Somoni street 44: with the number of a house, words to keep too.
    let isNumbered =
      words.hasNumber(after: text.words[index].range.upperBound, in: text)
      && words.isNumberedName(name, in: text)
    guard isNumbered || words.isName(name, isFirst: true, in: text) else { return false }
    return name == cue - 1
      ? isFree(name, before: index, in: text)
      : words.isNumbered(name, in: text) || isOwn(text.words[index]) && words.isNamed(word)
  }

  /// Where a name in small letters may stand before the word for a street.
  private func isFree(_ name: Int, before index: Int, in text: NormalizedText) -> Bool {
    let end = text.words[index].range.upperBound
    return !text.words[index].isLatin || isOwn(text.words[index])
      || words.isNumbered(name, in: text) || words.hasNumber(after: end, in: text)
      || name > 0 && words.isNumbered(name - 1, in: text)
  }

  /// In small letters a house has to stand beside it, unless the word says whose street it is.
  private func isOrdered(
    _ first: Int, before index: Int, _ end: Int, in text: NormalizedText
  ) -> Bool {
    isOwn(text.words[index]) || words.isNumbered(first, in: text)
      || words.hasNumber(after: end, in: text)
      || !text.words[index].isLatin
        && !words.lists.roles(of: text.words[first]).contains(.ordinary)
  }

  /// `4-berk ko'cha`, `7-ko'cha`: a lane by its number.
  private func counted(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let hasKind =
      index > 0 && kinds.contains(text.words[index - 1].skeleton)
      && words.joins(index - 1, index, in: text)
    let first = text.words[hasKind ? index - 1 : index]
    return words.numbers.number(before: first, in: text).map {
      AddressPart(range: $0.lowerBound..<text.words[index].range.upperBound, worth: .weak)
    }
  }

  /// Words that end a street's name only where its house has a number: `33 Zela Court`.
  private func numbered(_ index: Int, in text: NormalizedText) -> AddressPart? {
    var first = index
    while index - first < 3, first > 0, words.joins(first - 1, first, in: text),
      case let name = text.words[first - 1], !words.numbers.isUnit(name),
      name.isCapitalised || words.isFree(name, letters: 3)
    {
      first -= 1
      guard words.isNumbered(first, in: text) else { continue }
      let range = text.words[first].range.lowerBound..<text.words[index].range.upperBound
      let isSure = text.words[first].isCapitalised && text.words[index].isCapitalised
      return AddressPart(range: range, worth: isSure ? .sure : .doubtful, isStreet: true)
    }
    return nil
  }

  /// A quarter or a building by its name, which says little without a house: `Zela mavzesi, 14-uy`.
  private func named(_ index: Int, in text: NormalizedText) -> AddressPart? {
    guard index > 0, words.joins(index - 1, index, in: text),
      case let name = text.words[index - 1], words.isName(index - 1, isFirst: true, in: text),
      name.isCapitalised || words.isFree(name)
    else { return nil }
    return AddressPart(
      range: name.range.lowerBound..<text.words[index].range.upperBound, worth: .weak,
      isStreet: true)
  }

  /// Uzbek words that say "its street": a name has to stand before them.
  private func isOwn(_ word: Word) -> Bool {
    word.skeleton.contains("kocas") || own.contains(word.skeleton)
  }
}
