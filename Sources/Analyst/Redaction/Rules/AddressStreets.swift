// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Streets by the words for them: `ул. Зелёная`, `Zela ko'chasi`, `улица 8 Марта`, `пр-т Зелы`.
struct AddressStreets: Sendable {
  private let lists: RedactionLists
  private let numbers: AddressNumbers
  private let before: Set<String>
  private let after: Set<String>
  private let shortAfter: Set<String>
  private let split: Set<String>
  private let houses: Set<String>
  private let months: Months

  init(lists: RedactionLists, numbers: AddressNumbers) {
    self.lists = lists
    self.numbers = numbers
    let words = lists.identifiers
    before = words.set(.streetsBefore)
    after = words.set(.streetsAfter)
    shortAfter = words.set(.shortStreetsAfter)
    split = words.set(.splitStreets)
    houses = words.set(.housesBefore)
    months = Months(lists.words, words)
  }

  /// The streets that a word says, and whether they are surely streets.
  func streets(at index: Int, in text: NormalizedText) -> [(range: Range<Int>, isSure: Bool)] {
    let word = text.words[index]
    var found: [(range: Range<Int>, isSure: Bool)?] = []
    if let last = endOfSplit(index, in: text) {
      found.append(street(after: last, from: index, in: text))
    }
    // Per day, in English: short words count in Cyrillic only, but for ul.
    let isShort = word.range.count == 3 && word.isLatin
    if before.contains(word.skeleton), !isShort {
      found.append(street(after: index, from: index, in: text))
      found.append(numbered(index, in: text))
    }
    let isShortened = shortAfter.contains(word.skeleton) && word.isLatin
    if after.contains(word.skeleton) || isShortened && isBeside(index, in: text) {
      found.append(street(before: index, in: text))
    }
    return found.compactMap(\.self)
  }

  /// The last word of `пр-т`, `б-р`.
  private func endOfSplit(_ index: Int, in text: NormalizedText) -> Int? {
    guard index + 1 < text.words.count, text.words[index].range.count <= 3 else { return nil }
    let range = text.words[index].range.lowerBound..<text.words[index + 1].range.upperBound
    guard range.count <= 6, text.scalars[text.words[index].range.upperBound] == "-" else {
      return nil
    }
    let isWord = split.contains(String(String.UnicodeScalarView(text.scalars[range])))
    return isWord ? index + 1 : nil
  }

  /// Whether a capital before a short word, or a number beside it, says that it is a street's.
  private func isBeside(_ index: Int, in text: NormalizedText) -> Bool {
    guard index > 0, joins(index - 1, index, in: text) else { return false }
    let end = text.words[index].range.upperBound
    return text.words[index - 1].isCapitalised || isNumbered(index - 1, in: text)
      || hasNumber(after: end, in: text)
  }

  private func street(
    after index: Int, from cue: Int, in text: NormalizedText
  ) -> (range: Range<Int>, isSure: Bool)? {
    var last = index
    while last - index < 3, last + 1 < text.words.count, joins(last, last + 1, in: text),
      isName(last + 1, isFirst: last == index, in: text)
    {
      last += 1
    }
    guard last > index else { return nil }
    let start = text.words[cue].range
    let end = text.words[last].range.upperBound
    let name = text.words[index + 1]
    // In small letters any word may stand there (на улице стоял), so a house has to follow.
    guard name.isCapitalised || start.count <= 2 || hasNumber(after: end, in: text) else {
      return nil
    }
    return (start.lowerBound..<end, name.isCapitalised)
  }

  /// A street whose name is a number: `Street 14`, `3-й проезд`, `ул. 8 Марта`, `кӯчаи 40-солагӣ`.
  private func numbered(
    _ index: Int, in text: NormalizedText
  ) -> (range: Range<Int>, isSure: Bool)? {
    let word = text.words[index]
    guard let number = numbers.number(after: word, tight: true, in: text) else { return nil }
    var end = number.upperBound
    if let next = text.firstWord(from: end), case let name = text.words[next],
      text.gap(end, name.range.lowerBound, only: [" ", "-"], upTo: 1)
    {
      let hangs = text.scalars[name.range.lowerBound - 1] == "-"
      if hangs || name.isCapitalised || months.contains(name.skeleton) {
        end = name.range.upperBound
      }
      if hangs, next + 1 < text.words.count, text.words[next + 1].isCapitalised,
        text.gap(end, text.words[next + 1].range.lowerBound)
      {
        end = text.words[next + 1].range.upperBound
      }
    }
    return (word.range.lowerBound..<end, false)
  }

  private func hasNumber(after end: Int, in text: NormalizedText) -> Bool {
    guard let (run, index) = text.group(from: end) else { return false }
    let group = run.groups[index]
    let between = text.firstWord(from: end).map { text.words[$0...].prefix(2) } ?? []
    return group.count <= 4 && group.lowerBound - end <= 12 && !text.isYear(group)
      && !numbers.isCounted(group, in: text)
      && between.allSatisfy {
        $0.range.lowerBound > group.lowerBound || houses.contains($0.skeleton)
      }
      && text.scalars[end..<group.lowerBound].allSatisfy {
        " ,.№-/\n".unicodeScalars.contains($0) || $0.isPlainLetter
      }
  }

  private func street(
    before index: Int, in text: NormalizedText
  ) -> (range: Range<Int>, isSure: Bool)? {
    let end = text.words[index].range.upperBound
    var first = index
    while index - first < 2, first > 0, joins(first - 1, first, in: text),
      isName(first - 1, isFirst: false, in: text)
        || first == index && isFree(first - 1, before: index, in: text)
          && isName(first - 1, isFirst: true, in: text)
    {
      first -= 1
    }
    guard first < index else { return nil }
    let isSure = text.words[first].isCapitalised
    guard isSure || isOrdered(first, before: index, end, in: text) else { return nil }
    return (text.words[first].range.lowerBound..<end, isSure)
  }

  /// Where a name in small letters may stand before the word for a street.
  private func isFree(_ name: Int, before index: Int, in text: NormalizedText) -> Bool {
    !text.words[index].isLatin || isOwn(text.words[index]) || isNumbered(name, in: text)
      || hasNumber(after: text.words[index].range.upperBound, in: text)
  }

  /// In small letters a house has to stand beside it, unless the word says whose street it is.
  private func isOrdered(
    _ first: Int, before index: Int, _ end: Int, in text: NormalizedText
  ) -> Bool {
    isOwn(text.words[index]) || isNumbered(first, in: text) || hasNumber(after: end, in: text)
      || !text.words[index].isLatin && !lists.roles(of: text.words[first]).contains(.ordinary)
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
      houses.contains(word.skeleton) && !word.isCapitalised || before.contains(word.skeleton)
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
}
