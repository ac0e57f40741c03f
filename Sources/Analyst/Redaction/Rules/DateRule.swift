// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Exact dates, and a month with its year.
///
/// A year or a month alone stays: it is coarse enough to tell a story by.
struct DateRule: RedactionRule {
  private let months: Months
  private let dateWords: Set<String>

  init(words: WordTables) {
    months = Months(words)
    dateWords = words.set(.dateWords)
  }

  var kind: RedactionKind { .date }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    written(in: text) + named(in: text)
  }

  /// 12.05.2019, 12/5/19, 2019-05-12.
  private func written(in text: NormalizedText) -> [RedactionMark] {
    text.numbers.flatMap { run in
      run.groups.indices.dropLast(2).compactMap { index in
        let groups = Array(run.groups[index...(index + 2)])
        guard let separator = separator(groups, text), isDate(groups, text) else { return nil }
        let range = groups[0].lowerBound..<groups[2].upperBound
        // 12 05 2019, with spaces, may be a row of numbers.
        return text.mark(range, .date, separator == " " ? .doubtful : .sure, by: "date")
      }
    }
  }

  private func separator(_ groups: [Range<Int>], _ text: NormalizedText) -> Unicode.Scalar? {
    let first = text.scalars[groups[0].upperBound..<groups[1].lowerBound]
    let second = text.scalars[groups[1].upperBound..<groups[2].lowerBound]
    guard first.elementsEqual(second), let mark = first.first, first.count <= 2 else { return nil }
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
  private func named(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.filter { months.contains(text.words[$0].skeleton) }.compactMap { month in
      var range = text.words[month].range
      let day = number(before: range.lowerBound, in: text, where: isDay)
      if let day { range = day.lowerBound..<range.upperBound }
      if let year = number(before: range.lowerBound, in: text, where: isYear) {
        range = year.lowerBound..<range.upperBound
      }
      if let next = number(after: range.upperBound, in: text, where: { isDay($0) || isYear($0) }) {
        range = range.lowerBound..<next.upperBound
        let year = number(after: range.upperBound, in: text, where: isYear)
        range = range.lowerBound..<(year?.upperBound ?? range.upperBound)
      }
      guard range != text.words[month].range else { return nil }
      return text.mark(range, .date, .sure, by: "date")
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

  private func isDay(_ value: Int) -> Bool { (1...31).contains(value) }
  private func isYear(_ value: Int) -> Bool { (1930...2099).contains(value) }
}

extension NormalizedText {
  /// The number a short group of digits stands for; nothing longer than nine digits is read.
  fileprivate func value(of group: Range<Int>) -> Int {
    scalars[group].prefix(9).reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
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
