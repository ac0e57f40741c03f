// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Streets by the words before them: `ул. Зелёная`, `кӯчаи Зелӣ`, `улица 8 Марта`, `пр-т Зелы`.
struct AddressStreets: Sendable {
  private let words: StreetWords
  private let split: Set<String>

  init(words: StreetWords) {
    self.words = words
    split = words.lists.identifiers.set(.splitStreets)
  }

  /// The streets that a word says.
  func streets(at index: Int, in text: NormalizedText) -> [AddressPart] {
    let word = text.words[index]
    var found: [AddressPart?] = []
    if let last = endOfSplit(index, in: text) {
      found.append(street(after: last, from: index, in: text))
    }
    // Per day, in English: short words count in Cyrillic only, but for ul.
    let isDotted =
      word.range.upperBound < text.scalars.count && text.scalars[word.range.upperBound] == "."
    let isShort = word.range.count == 3 && word.isLatin && !isDotted
    if words.before.contains(word.skeleton), !isShort {
      found.append(street(after: index, from: index, in: text))
      found.append(numbered(index, in: text))
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

  private func street(after index: Int, from cue: Int, in text: NormalizedText) -> AddressPart? {
    guard index + 1 < text.words.count, words.joins(index, index + 1, breaks: true, in: text)
    else { return nil }
    let start = text.words[cue].range
    let isSure =
      text.words[index + 1].isCapitalised && words.joins(index, index + 1, in: text)
    // In small letters any word may stand there (на улице стоял), so a house has to follow.
    let isFree = isSure || start.count <= 2
    let last =
      isFree ? capitals(after: index, in: text) : housed(after: index, from: cue, in: text)
    guard let last = longName(after: index, in: text) ?? last else { return nil }
    return AddressPart(
      range: start.lowerBound..<text.words[last].range.upperBound,
      worth: isSure ? .sure : .doubtful, isStreet: true)
  }

  /// A small name after the number of its house: `доме 12 по улице зелина`, `хонаи 14, кӯчаи зелӣ`.
  private func housed(after index: Int, from cue: Int, in text: NormalizedText) -> Int? {
    let isName = words.isNumbered(cue, in: text) && words.isFree(text.words[index + 1])
    return isName ? index + 1 : nil
  }

  /// The last of up to three words with capitals; the first may be small.
  private func capitals(after index: Int, in text: NormalizedText) -> Int? {
    var last = index
    while last - index < 3, last + 1 < text.words.count, words.joins(last, last + 1, in: text),
      words.isName(last + 1, isFirst: last == index, in: text)
        || last == index + 1 && isAfterInitial(last + 1, in: text)
    {
      last += 1
    }
    return last > index && (last > index + 1 || text.words[last].range.count > 1) ? last : nil
  }

  /// `ул. А. Зелина`: after an initial every capital is a name.
  private func isAfterInitial(_ index: Int, in text: NormalizedText) -> Bool {
    text.words[index - 1].range.count == 1 && text.words[index].isCapitalised
  }

  /// The last of up to three words, some of them small, after which a house has its number.
  private func longName(after index: Int, in text: NormalizedText) -> Int? {
    for last in index + 1...index + 3 {
      guard last < text.words.count, words.joins(last - 1, last, breaks: true, in: text),
        words.isNumberedName(last, in: text)
      else { return nil }
      let isOne = last == index + 1 && text.words[last].range.count > 1
      if words.hasNumber(after: text.words[last].range.upperBound, in: text),
        isOne || binds(index, in: text) || words.hold(index + 1...last, in: text)
      {
        return last
      }
    }
    return nil
  }

  /// Tajik binds word to word by its ending: кӯчаи исмоили зелӣ.
  private func binds(_ index: Int, in text: NormalizedText) -> Bool {
    text.words[index].skeleton.hasSuffix("i") && text.words[index + 1].skeleton.hasSuffix("i")
  }

  /// A street whose name is a number: `Street 14`, `3-й проезд`, `ул. 8 Марта`, `кӯчаи 40-солагӣ`.
  private func numbered(_ index: Int, in text: NormalizedText) -> AddressPart? {
    let word = text.words[index]
    guard let number = words.numbers.number(after: word, tight: true, in: text) else {
      return jubilee(word, in: text)
    }
    let end = endOfName(after: number.upperBound, in: text) ?? number.upperBound
    return AddressPart(range: word.range.lowerBound..<end, worth: .doubtful, isStreet: true)
  }

  /// `ул. 50 лет Зели`: years, and whose they are, before the number of a house.
  private func jubilee(_ word: Word, in text: NormalizedText) -> AddressPart? {
    guard let (run, group) = text.group(from: word.range.upperBound),
      case let digits = run.groups[group], digits.count == 2,
      text.gap(word.range.upperBound, digits.lowerBound, only: [" ", "."]),
      let years = text.firstWord(from: digits.upperBound), years + 1 < text.words.count,
      text.gap(digits.upperBound, text.words[years].range.lowerBound),
      words.joins(years, years + 1, in: text),
      case let name = text.words[years + 1], !words.isStop(name),
      name.isCapitalised || words.hasNumber(after: name.range.upperBound, in: text)
    else { return nil }
    return AddressPart(
      range: word.range.lowerBound..<name.range.upperBound, worth: .doubtful, isStreet: true)
  }

  /// The end of what belongs to such a number: a month, a capital, what hangs on it.
  private func endOfName(after end: Int, in text: NormalizedText) -> Int? {
    guard let next = text.firstWord(from: end), case let name = text.words[next],
      text.gap(end, name.range.lowerBound, only: [" ", "-"], upTo: 1)
    else { return nil }
    let hangs = text.scalars[name.range.lowerBound - 1] == "-"
    if hangs, next + 1 < text.words.count, text.words[next + 1].isCapitalised,
      text.gap(name.range.upperBound, text.words[next + 1].range.lowerBound)
    {
      return text.words[next + 1].range.upperBound
    }
    let belongs = hangs || name.isCapitalised || words.months.contains(name.skeleton)
    return belongs ? name.range.upperBound : nil
  }
}
