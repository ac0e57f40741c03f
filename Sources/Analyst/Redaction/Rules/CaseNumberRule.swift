// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of cases, applications and orders: `дело № 12/345`, `no. 18403/91`, `иш рақами 1-234`.
struct CaseNumberRule: RedactionRule {
  private let cues: Cues
  private let numbered: NumberedWords
  private let signs: Set<String>
  /// Of these, the ones that several numbers follow.
  private let lists: Set<String>
  private let laws: Set<String>

  init(lists: RedactionLists) {
    cues = Cues(lists.identifiers.list(.caseCues))
    numbered = NumberedWords(lists.identifiers)
    signs = lists.identifiers.set(.numberSigns)
    self.lists = lists.identifiers.set(.numberLists)
    laws = lists.identifiers.set(.laws)
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard !text.numbers.isEmpty else { return [] }
    let named = text.words.filter { cues.contains($0) }.compactMap { cue in
      near(cue, in: text)
    }
    let signed = places(in: text).flatMap { chain(from: $0.end, isList: $0.isList, in: text) }
    return (named + signed).map { text.mark($0, .number, .sure, by: "case number") }
      + strokes(in: text)
  }

  /// A number after a word for a case: with a sign, or with a stroke or dash inside.
  private func near(_ cue: Word, in text: NormalizedText) -> Range<Int>? {
    var index = cue.range.upperBound
    for _ in 0..<3 {
      if let number = numbered.number(after: index, in: text, letters: 4) {
        let digits = text.digits(in: number.range).count
        // 12-15 is a span of hours or days.
        let isCase = digits >= 5 || digits >= 3 && text.scalars[number.range].contains("/")
        return number.isSigned || number.isJoined && isCase ? number.range : nil
      }
      guard let next = text.firstWord(from: index).map({ text.words[$0] }),
        text.gap(index, next.range.lowerBound)
      else { return nil }
      index = next.range.upperBound
    }
    return nil
  }

  /// Where № or a word for it ends.
  private func places(in text: NormalizedText) -> [(end: Int, isList: Bool)] {
    let words = text.words.filter { signs.contains($0.skeleton) && $0.range.count > 1 }
      .map { ($0.range, lists.contains($0.skeleton)) }
    let marks = text.scalars.indices.filter { text.scalars[$0] == "№" }
      .map { ($0..<($0 + 1), false) }
    return (words + marks).filter { !isOfLaw($0.0, in: text) }.map { ($0.0.upperBound, $0.1) }
  }

  /// What everybody may read: `law no. 1096`.
  private func isOfLaw(_ sign: Range<Int>, in text: NormalizedText) -> Bool {
    guard let before = text.lastWord(upTo: sign.lowerBound).map({ text.words[$0] }) else {
      return false
    }
    return laws.contains(before.skeleton)
      && text.gap(before.range.upperBound, sign.lowerBound)
  }

  /// A number of three digits, and those with a stroke that follow it in a row; in a list, all.
  private func chain(from index: Int, isList: Bool, in text: NormalizedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = index
    while let number = numbered.number(after: index, in: text, letters: 4),
      text.digits(in: number.range).count >= (isList ? 2 : number.isJoined || found.isEmpty ? 3 : 5)
    {
      found.append(number.range)
      let next = text.firstNumber(after: number.range.upperBound)
      guard let next, isBetween(number.range.upperBound..<next, in: text) else { break }
      index = next
    }
    return found
  }

  /// A comma or a word of one to three letters, such as `and`.
  private func isBetween(_ gap: Range<Int>, in text: NormalizedText) -> Bool {
    gap.count <= 6
      && text.scalars[gap].allSatisfy { $0 == " " || $0 == "," || $0.isPlainLetter }
  }

  /// `403/91`: three to six digits and a year of two or four behind a stroke.
  private func strokes(in text: NormalizedText) -> [RedactionMark] {
    text.numbers.flatMap { run in
      zip(run.groups, run.groups.dropFirst()).compactMap { one, next in
        guard (3...6).contains(one.count), next.count == 2 || next.count == 4,
          text.scalars[one.upperBound..<next.lowerBound].elementsEqual(["/"])
        else { return nil }
        let isSure = one.count + next.count >= 7
        return text.mark(
          one.lowerBound..<next.upperBound, .number, isSure ? .sure : .doubtful,
          by: "case number")
      }
    }
  }
}

extension NormalizedText {
  /// Where the first digit after a place stands, if one does.
  fileprivate func firstNumber(after index: Int) -> Int? {
    group(from: index).map { $0.run.groups[$0.index].lowerBound }
  }
}
