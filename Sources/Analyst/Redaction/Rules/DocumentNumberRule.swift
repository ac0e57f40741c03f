// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of passports, certificates and other papers.
///
/// Knows the shapes of Tajikistan (a letter and 7 to 9 digits), Uzbekistan, Kazakhstan and
/// Kyrgyzstan (one or two letters and 7 or 8), Russia (4 and 6), and any number close after a word
/// such as `паспорт`.
struct DocumentNumberRule: RedactionRule {
  private let cues: Cues
  private let shortNames: Set<String>
  private let series: Set<String>
  private let currencies: Beginnings
  private let seriesRule: PassportSeries

  init(lists: RedactionLists) {
    // Numbers of taxpayers have a rule of their own, with check digits.
    let others = lists.identifiers.set(.taxWords)
    cues = Cues(
      beginnings: lists.words.list(.documents).filter { !others.contains($0) }
        + lists.identifiers.list(.furtherDocuments))
    shortNames = lists.words.set(.shortDocuments).subtracting(others)
    series = lists.identifiers.set(.passportSeries)
    currencies = Beginnings(lists.words.list(.currencies))
    seriesRule = PassportSeries(lists: lists)
  }

  var kind: RedactionKind { .document }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let shaped = text.windows(upTo: 10) { window in
      guard let first = window.groups.first else { return false }
      return !window.hasPlus && text.lettersBefore(first.lowerBound) == 0
        && (window.sizes == [4, 6] || window.sizes == [2, 2, 6])
    }
    return named(in: text) + lettered(in: text) + seriesRule.marks(in: text, cues: cues)
      + shaped.map { text.mark($0, .document, .sure, by: "document number") }
  }

  /// `A 1234567`, `AA1234567`, `АВ № 123456789`, `aa 123 45 67`.
  private func lettered(in text: NormalizedText) -> [RedactionMark] {
    text.words.filter { $0.range.count <= 2 }.compactMap { word in
      guard let end = number(after: word, in: text) else { return nil }
      let start = opening(before: word.range.lowerBound, in: text)
      return text.mark(start..<end, .document, .sure, by: "document number")
    }
  }

  /// The end of the 7 to 9 digits that stand after a series.
  private func number(after word: Word, in text: NormalizedText) -> Int? {
    guard let place = text.group(from: word.range.upperBound) else { return nil }
    let (run, first) = place
    let start = run.groups[first].lowerBound
    guard text.gap(word.range.upperBound, start, only: signs, upTo: 3) else { return nil }
    let isTight = start == word.range.upperBound
    let isSeries = series.contains(Latin.string(text.scalars[word.range]))
    guard isTight || word.isCapitalised || isSeries && word.range.count == 2 else { return nil }
    var count = 0
    guard !run.groups[first...].allSatisfy(text.isYear) else { return nil }
    for group in run.groups[first...] {
      count += group.count
      if (7...9).contains(count) { return group.upperBound }
      if count > 9 || !isTight && !isSeries && run.groups.count > first + 3 { break }
    }
    return nil
  }

  /// Takes in the first of two letters that stand apart: `A C 0081103`.
  private func opening(before index: Int, in text: NormalizedText) -> Int {
    guard let word = text.lastWord(upTo: index).map({ text.words[$0] }), word.range.count == 1,
      word.isCapitalised, text.gap(word.range.upperBound, index), word.range.upperBound < index
    else { return index }
    return word.range.lowerBound
  }

  /// The first number within four words after a word for a document, with the letters before it.
  private func named(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.filter { isDocument(text.words[$0]) }.compactMap { name in
      let from = text.words[name].range.upperBound
      let to = text.words.dropFirst(name + 5).first?.range.lowerBound ?? text.scalars.count
      guard let (run, index) = text.group(from: from), let last = run.groups.last,
        last.upperBound <= to, isNumber(run.groups[index...])
      else { return nil }
      let first = run.groups[index]
      guard !text.endsSentence(from..<first.lowerBound), !isMoney(last.upperBound, in: text) else {
        return nil
      }
      return text.mark(
        start(before: first.lowerBound, in: text)..<last.upperBound, .document, .sure,
        by: "document number")
    }
  }

  private func isMoney(_ end: Int, in text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }) else { return false }
    return text.gap(end, next.range.lowerBound) && currencies.contains(next.skeleton)
  }

  /// Takes in a series of up to three letters that stands before a number.
  private func start(before index: Int, in text: NormalizedText) -> Int {
    guard let word = text.lastWord(upTo: index).map({ text.words[$0] }),
      word.range.count <= 3,
      text.gap(word.range.upperBound, index, only: signs.union([","]), upTo: 3),
      !shortNames.contains(word.skeleton), word.isCapitalised || word.range.count <= 2
    else { return index }
    let start = roman(before: word.range.lowerBound, in: text)
    return word.range.count == 1 ? opening(before: start, in: text) : start
  }

  /// Takes in the first half of a certificate's series: `I-ОМ`, `II ТН`.
  private func roman(before index: Int, in text: NormalizedText) -> Int {
    guard let word = text.lastWord(upTo: index).map({ text.words[$0] }), word.range.count <= 4,
      text.gap(word.range.upperBound, index, only: [" ", "-"], upTo: 1),
      word.range.upperBound < index,
      text.scalars[word.range].allSatisfy({ "ivxіхlл1".unicodeScalars.contains($0) })
    else { return index }
    return word.range.lowerBound
  }

  private func isNumber(_ groups: ArraySlice<Range<Int>>) -> Bool {
    let digits = groups.reduce(0) { $0 + $1.count }
    return digits >= 6 || digits >= 5 && groups.contains { $0.count >= 4 }
  }

  private func isDocument(_ word: Word) -> Bool {
    // Three letters at least: the skeleton of ИНН is also that of the English "in".
    word.range.count > 2 && shortNames.contains(word.skeleton) || cues.contains(word)
  }
}

extension NormalizedText {
  /// The first group of digits at or after a place, in its run.
  func group(from index: Int) -> (run: NumberRun, index: Int)? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if (numbers[middle].groups.last?.lowerBound ?? 0) < index {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < numbers.count else { return nil }
    let run = numbers[low]
    return run.groups.firstIndex { $0.lowerBound >= index }.map { (run, $0) }
  }
}

private let signs: Set<Unicode.Scalar> = [" ", "№", "-", "#", ".", ":"]
