// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of papers whose series stands apart from them: `серия АБ номер 0012345`, `45 00 № 012345`.
struct PassportSeries: Sendable {
  private let words: Set<String>
  private let signs: Set<String>

  init(lists: RedactionLists) {
    words = lists.identifiers.set(.seriesWords)
    signs = lists.identifiers.set(.numberSigns)
  }

  func marks(in text: NormalizedText, cues: Cues) -> [RedactionMark] {
    let series = text.words.indices.compactMap { lettered($0, in: text) }
    let digits = text.numbers.flatMap { numbered($0, in: text, cues: cues) }
    return (series + digits).map { text.mark($0, .document, .sure, by: "document number") }
  }

  /// After a word for the series: one or two letters, and the number if it follows.
  private func lettered(_ index: Int, in text: NormalizedText) -> Range<Int>? {
    guard words.contains(text.words[index].skeleton), index + 1 < text.words.count,
      case let first = text.words[index + 1], first.range.count <= 2,
      text.gap(text.words[index].range.upperBound, first.range.lowerBound, only: joints, upTo: 3)
    else { return nil }
    var last = first
    if first.range.count == 1, index + 2 < text.words.count,
      case let second = text.words[index + 2], second.range.count == 1,
      text.gap(first.range.upperBound, second.range.lowerBound, only: joints)
    {
      last = second
    }
    if let end = number(after: last.range.upperBound, digits: 6...9, in: text) {
      return first.range.lowerBound..<end
    }
    return nil
  }

  /// Two to four digits, a sign for a number, and its six to ten digits.
  private func numbered(_ run: NumberRun, in text: NormalizedText, cues: Cues) -> [Range<Int>] {
    run.groups.indices.compactMap { index in
      let group = run.groups[index]
      guard let end = signed(after: group.upperBound, in: text) else { return nil }
      var start = group.lowerBound
      if group.count == 2, index > 0, run.groups[index - 1].count == 2 {
        start = run.groups[index - 1].lowerBound
      }
      let size = text.digits(in: start..<group.upperBound).count
      let isNamed =
        cues.stand(before: start, within: 4, in: text)
        || text.lastWord(upTo: start).map { words.contains(text.words[$0].skeleton) } ?? false
      guard size == 4 || size == 2, isNamed else { return nil }
      return start..<end
    }
  }

  /// The end of the number after a sign or a word such as `номер`.
  private func signed(after end: Int, in text: NormalizedText) -> Int? {
    guard let (run, index) = text.group(from: end) else { return nil }
    let gap = end..<run.groups[index].lowerBound
    let hasSign = text.scalars[gap].contains("№") || text.scalars[gap].contains("#")
    let word = text.firstWord(from: end).map { text.words[$0] }
    let hasWord = word.map { $0.range.upperBound <= gap.upperBound && signs.contains($0.skeleton) }
    guard hasSign || hasWord == true else { return nil }
    return number(after: end, digits: 6...10, in: text)
  }

  private func number(after end: Int, digits: ClosedRange<Int>, in text: NormalizedText) -> Int? {
    var start = end
    if let word = text.firstWord(from: end).map({ text.words[$0] }), signs.contains(word.skeleton),
      text.gap(end, word.range.lowerBound, only: joints, upTo: 3)
    {
      start = word.range.upperBound
    }
    guard let (run, first) = text.group(from: start),
      text.gap(start, run.groups[first].lowerBound, only: joints, upTo: 4)
    else { return nil }
    var count = 0
    for group in run.groups[first...] {
      count += group.count
      if digits.contains(count) { return group.upperBound }
    }
    return nil
  }
}

private let joints: Set<Unicode.Scalar> = [" ", "№", "-", "#", ".", ":", ",", "(", ")"]
