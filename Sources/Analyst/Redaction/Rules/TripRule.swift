// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of flights, trains, coaches and buses, after a word for one or for flying.
struct TripRule: RedactionRule {
  private let lists: RedactionLists
  private let cues: Cues
  private let flown: Cues
  private let numbered: NumberedWords
  private let small: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    cues = Cues(lists.identifiers.list(.tripCues))
    flown = Cues(beginnings: lists.identifiers.list(.flown))
    numbered = NumberedWords(lists.identifiers)
    small = lists.identifiers.set(.addressLinks).union(lists.identifiers.list(.workLinks))
      .union(lists.identifiers.list(.ageMoments))
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard !text.numbers.isEmpty else { return [] }
    return text.words.indices.compactMap { index in
      number(after: index, in: text).map { text.mark($0, .number, .sure, by: "trip") }
    }
  }

  private func number(after index: Int, in text: NormalizedText) -> Range<Int>? {
    let cue = text.words[index]
    if cues.contains(cue) {
      let number = numbered.number(after: cue.range.upperBound, in: text, letters: 3)
      if let number { return isTrip(number, in: text) ? number.range : nil }
      return flight(in: index + 1..<index + 3, of: text) { !small.contains($0.skeleton) }
    }
    guard flown.contains(cue) else { return nil }
    // Flew with FZ 555, бо СЗ 211 паридем.
    return flight(in: index - 4..<index + 5, of: text) { word in
      text.isCapital(word.range.lowerBound) && text.isCapital(word.range.lowerBound + 1)
        || !lists.isKept(word) && !lists.roles(of: word).contains(.ordinary)
    }
  }

  /// Two letters, and three or four digits: `reys hy 555`.
  private func flight(
    in range: Range<Int>, of text: NormalizedText, isAirline: (Word) -> Bool
  ) -> Range<Int>? {
    for word in text.words[range.clamped(to: text.words.indices)] where word.range.count == 2 {
      if isAirline(word), let end = digits(after: word, in: text) {
        return word.range.lowerBound..<end
      }
    }
    return nil
  }

  private func digits(after word: Word, in text: NormalizedText) -> Int? {
    let start = word.range.upperBound
    guard let found = text.group(from: start), case let group = found.run.groups[found.index],
      (3...4).contains(group.count),
      text.gap(start, group.lowerBound, only: [" ", "-"], upTo: 1)
    else { return nil }
    return group.upperBound
  }

  /// A sign or letters before it, or three digits that are no year.
  private func isTrip(_ number: NumberedWords.Number, in text: NormalizedText) -> Bool {
    let digits = text.digits(in: number.range)
    if number.isSigned || number.hasLetters { return digits.count <= 5 }
    let isYear =
      digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
    return digits.count >= 3 && !isYear
  }
}
