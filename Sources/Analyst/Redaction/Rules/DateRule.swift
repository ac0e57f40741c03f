// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Exact dates, and a month with its year.
///
/// What stays is the quarter and the year, when both are known. A year or a month alone stays as
/// it is: it is coarse enough to tell a story by.
struct DateRule: RedactionRule {
  private let months: Months
  private let dateWords: Set<String>
  private let yearWords: Set<String>

  init(lists: RedactionLists) {
    months = Months(lists.words, lists.identifiers)
    dateWords = lists.words.set(.dateWords).union(lists.identifiers.list(.furtherDateWords))
    yearWords = lists.identifiers.set(.yearWords)
  }

  var kind: RedactionKind { .date }

  private struct Found {
    let range: Range<Int>
    let certainty: Certainty
    let month: Int?
    let year: Int?
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    found(in: text).map { date in
      var instead: Generalisation?
      if let month = date.month, let year = date.year {
        instead = .quarter((month - 1) / 3 + 1, year: year)
      }
      return text.mark(date.range, .date, date.certainty, by: "date", instead: instead)
    }
  }

  /// Where the dates stand.
  func exactDates(in text: NormalizedText) -> [Range<Int>] { found(in: text).map(\.range) }

  private func found(in text: NormalizedText) -> [Found] {
    written(in: text) + monthsOfYears(in: text) + named(in: text) + days(in: text)
      + roman(in: text)
  }

  /// 12го числа: a day of a month that another sentence names.
  private func days(in text: NormalizedText) -> [Found] {
    text.words.compactMap { word in
      guard word.skeleton == Self.ofMonth,
        let day = number(before: word.range.lowerBound, in: text, where: isDay)
      else { return nil }
      return Found(
        range: day.lowerBound..<word.range.upperBound, certainty: .doubtful, month: nil, year: nil)
    }
  }

  /// 12 III 2019, 12.XI.98.
  private func roman(in text: NormalizedText) -> [Found] {
    text.words.compactMap { word in
      guard word.range.count <= 4, text.isCapital(word.range.lowerBound),
        let month = Self.romanMonths[text.string(of: word.range)],
        let day = text.digits(endingAt: text.back(from: word.range.lowerBound, over: " -.")),
        let year = text.digits(startingAt: text.forward(from: word.range.upperBound, over: " -.")),
        isDay(text.value(of: day)), isYear(Self.fullYear(text.value(of: year)))
      else { return nil }
      // One letter with two digits after it may be a measure: 2 X 50.
      let isClear = word.range.count > 1 || year.count == 4
      return Found(
        range: day.lowerBound..<year.upperBound, certainty: isClear ? .sure : .doubtful,
        month: month,
        year: Self.fullYear(text.value(of: year)))
    }
  }

  private static let ofMonth = Skeleton.of("числа")
  private static let romanMonths = Dictionary(
    uniqueKeysWithValues: zip(
      ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1...12))

  /// 12.05.2019, 12/5/19, 2019-05-12.
  private func written(in text: NormalizedText) -> [Found] {
    text.numbers.flatMap { run in
      run.groups.indices.dropLast(2).compactMap { index in
        let groups = Array(run.groups[index...(index + 2)])
        guard let separator = separator(groups, text), isDate(groups, text) else { return nil }
        let values = groups.map { text.value(of: $0) }
        let isYearFirst = groups[0].count == 4
        let month = (1...12).contains(values[1]) ? values[1] : values[0]
        return Found(
          range: groups[0].lowerBound..<groups[2].upperBound,
          // 12 05 2019, with spaces, may be a row of numbers.
          certainty: separator == " " ? .doubtful : .sure, month: month,
          year: isYearFirst ? values[0] : Self.fullYear(values[2]))
      }
    }
  }

  /// 05.2019, 05/2019.
  private func monthsOfYears(in text: NormalizedText) -> [Found] {
    text.numbers.compactMap { run in
      guard run.groups.count == 2, run.groups[0].count <= 2, run.groups[1].count == 4 else {
        return nil
      }
      let gap = text.scalars[run.groups[0].upperBound..<run.groups[1].lowerBound]
      let (month, year) = (text.value(of: run.groups[0]), text.value(of: run.groups[1]))
      guard gap.elementsEqual(["."]) || gap.elementsEqual(["/"]), (1...12).contains(month),
        isYear(year)
      else { return nil }
      return Found(
        range: run.groups[0].lowerBound..<run.groups[1].upperBound, certainty: .sure,
        month: month, year: year)
    }
  }

  /// The year that two digits stand for.
  private static func fullYear(_ value: Int) -> Int {
    value >= 100 ? value : value < 50 ? 2_000 + value : 1_900 + value
  }

  private func separator(_ groups: [Range<Int>], _ text: NormalizedText) -> Unicode.Scalar? {
    let first = text.scalars[groups[0].upperBound..<groups[1].lowerBound]
    let second = text.scalars[groups[1].upperBound..<groups[2].lowerBound]
    guard first.elementsEqual(second), first.count <= 3 else { return nil }
    let marks = first.filter { $0 != " " }
    guard marks.count <= 1, let mark = marks.first ?? first.first else { return nil }
    return ".-/ ".unicodeScalars.contains(mark) ? mark : nil
  }

  private func isDate(_ groups: [Range<Int>], _ text: NormalizedText) -> Bool {
    let values = groups.map { text.value(of: $0) }
    let sizes = groups.map(\.count)
    guard sizes[1] <= 2, (1...12).contains(values[1]) || sizes[0] <= 2 && values[0] <= 12
    else { return false }
    if sizes[0] == 4 { return isYear(values[0]) && sizes[2] <= 2 && (1...31).contains(values[2]) }
    let isDayFirst = sizes[0] <= 2 && (1...31).contains(values[0]) && (1...31).contains(values[1])
    return isDayFirst && (sizes[2] == 2 || sizes[2] == 4 && isYear(values[2]))
  }

  /// 12 мая, 12-уми майи соли 2019, May 12th, 2019-yil 12-may, в мае 2019.
  private func named(in text: NormalizedText) -> [Found] {
    text.words.indices.filter { months.contains(text.words[$0].skeleton) }.compactMap { month in
      var range = text.words[month].range
      var year: Range<Int>?
      let day = number(before: range.lowerBound, in: text, where: isDay)
      if let day { range = day.lowerBound..<range.upperBound }
      if let before = number(before: range.lowerBound, in: text, where: isYear) {
        (range, year) = (before.lowerBound..<range.upperBound, before)
      }
      if let next = number(after: range.upperBound, in: text, where: { isDay($0) || isYear($0) }) {
        range = range.lowerBound..<next.upperBound
        if isYear(text.value(of: next)) { year = next }
        if let last = number(after: range.upperBound, in: text, where: isYear) {
          (range, year) = (range.lowerBound..<last.upperBound, last)
        }
      }
      guard range != text.words[month].range else { return nil }
      if year?.upperBound == range.upperBound {
        range = range.lowerBound..<yearWord(after: range.upperBound, in: text)
      }
      return Found(
        range: range, certainty: .sure, month: months.number(of: text.words[month].skeleton),
        year: year.map { text.value(of: $0) })
    }
  }

  private func number(
    before index: Int, in text: NormalizedText, where fits: (Int) -> Bool
  ) -> Range<Int>? {
    var end = index
    for _ in 0..<3 {
      end = text.back(from: end, over: " -,.")
      if let group = text.digits(endingAt: end) {
        return group.count <= 4 && fits(text.value(of: group)) ? group : nil
      }
      guard let word = text.lastWord(upTo: end).map({ text.words[$0] }),
        word.range.upperBound == end, dateWords.contains(word.skeleton)
      else { return nil }
      end = word.range.lowerBound
    }
    return nil
  }

  private func number(
    after index: Int, in text: NormalizedText, where fits: (Int) -> Bool
  ) -> Range<Int>? {
    var start = index
    for _ in 0..<3 {
      start = text.forward(from: start, over: " -,.")
      if let group = text.digits(startingAt: start) {
        return group.count <= 4 && fits(text.value(of: group)) ? group : nil
      }
      guard let word = text.firstWord(from: start).map({ text.words[$0] }),
        word.range.lowerBound == start, dateWords.contains(word.skeleton)
      else { return nil }
      start = word.range.upperBound
    }
    return nil
  }

  /// Takes in `года`, `г.`, `yili` after a year.
  private func yearWord(after end: Int, in text: NormalizedText) -> Int {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }),
      text.gap(end, next.range.lowerBound, only: [" ", "-"]), yearWords.contains(next.skeleton)
    else { return end }
    let upper = next.range.upperBound
    let hasDot = next.range.count == 1 && upper < text.scalars.count && text.scalars[upper] == "."
    return hasDot ? upper + 1 : upper
  }

  private func isDay(_ value: Int) -> Bool { (1...31).contains(value) }
  private func isYear(_ value: Int) -> Bool { (1930...2099).contains(value) }
}

extension NormalizedText {
  /// The number a short group of digits stands for; nothing longer than nine digits is read.
  fileprivate func value(of group: Range<Int>) -> Int {
    scalars[group].prefix(9).reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
  }

  fileprivate func string(of range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  fileprivate func digits(endingAt end: Int) -> Range<Int>? {
    var start = end
    while start > 0, scalars[start - 1].isPlainDigit { start -= 1 }
    return start < end ? start..<end : nil
  }

  fileprivate func digits(startingAt start: Int) -> Range<Int>? {
    var end = start
    while end < scalars.count, scalars[end].isPlainDigit { end += 1 }
    return start < end ? start..<end : nil
  }

  fileprivate func back(from index: Int, over passed: String) -> Int {
    var end = index
    while end > 0, index - end < 2, passed.unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
    return end
  }

  fileprivate func forward(from index: Int, over passed: String) -> Int {
    var start = index
    while start < scalars.count, start - index < 2, passed.unicodeScalars.contains(scalars[start]) {
      start += 1
    }
    return start
  }
}
