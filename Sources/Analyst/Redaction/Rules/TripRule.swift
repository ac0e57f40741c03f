// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of flights, trains, coaches and buses, after a word for one.
struct TripRule: RedactionRule {
  private let cues: Cues
  private let numbered: NumberedWords

  init(lists: RedactionLists) {
    cues = Cues(lists.identifiers.list(.tripCues))
    numbered = NumberedWords(lists.identifiers)
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.compactMap { word in
      guard cues.contains(word),
        let number = numbered.number(after: word.range.upperBound, in: text, letters: 3),
        isTrip(number, in: text)
      else { return nil }
      return text.mark(number.range, .number, .sure, by: "trip")
    }
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
