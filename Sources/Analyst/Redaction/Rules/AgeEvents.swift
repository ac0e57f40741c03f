// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Ages by what befell somebody: `выдали замуж в 16`, `sold at 15`, `дар 17 шавҳар кардам`.
struct AgeEvents: Sendable {
  private let events: Set<String>
  private let prepositions: Set<String>
  private let counted: Cues

  init(_ words: IdentifierTables) {
    events = words.set(.lifeEvents)
    prepositions = words.set(.agePrepositions)
    counted = Cues(beginnings: words.list(.countedUnits))
  }

  /// Whether an event stands beside the preposition and the number, which counts nothing.
  func tellAge(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard group.count == 2, let index = text.lastWord(upTo: group.lowerBound),
      case let preposition = text.words[index], prepositions.contains(preposition.skeleton),
      text.gap(preposition.range.upperBound, group.lowerBound, upTo: 1)
    else { return false }
    let before = index > 0 ? text.words[index - 1] : nil
    let after = text.firstWord(from: group.upperBound).map { text.words[$0] }
    if let after, text.gap(group.upperBound, after.range.lowerBound, only: [" ", "-"]) {
      if events.contains(after.skeleton) { return true }
      // В 16 часов, at 10 pm, в 19 м году.
      if counted.contains(after) || after.range.count < 3 { return false }
    }
    guard let before, text.gap(before.range.upperBound, preposition.range.lowerBound) else {
      return false
    }
    return events.contains(before.skeleton)
  }
}
