// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Why a testimony could point at a person although its names are gone.
public enum RiskReason: String, CaseIterable, Sendable, Codable {
  case ageAndPlace = "age and place"
  case employerAndDate = "employer and date"
  case placeAndDate = "place and date"
  case groupAndPlace = "group and place"
  case ageAndEmployer = "age and employer"
  case rareEventPlaced = "rare event with place, day or employer"
  case rareEvent = "rare event"
  case wordsKept = "words kept"
  case directIdentifiers = "direct identifiers"
  case manyDoubtful = "many doubtful marks"
  case partsUnglanced = "parts worth a glance"
  case manyPeople = "many people"

  /// What to do about it, in a sentence.
  public var advice: String {
    switch self {
    case .ageAndPlace: "an age beside a place: whoever lives there may know who it is"
    case .employerAndDate: "an employer beside a day: staff lists can be searched"
    case .placeAndDate: "a place beside a day: police and hospital records can be searched"
    case .groupAndPlace: "a people or faith beside a place: there may be few of them"
    case .ageAndEmployer: "an age beside an employer: colleagues may know who it is"
    case .rareEventPlaced:
      "something rare happened, and where or when is told: it may have been news"
    case .rareEvent: "something rare happened: it may have been news, or be known in the family"
    case .wordsKept: "words were left in that a rule takes out"
    case .directIdentifiers:
      "numbers, addresses or accounts were taken out; a further one may be left"
    case .manyDoubtful: "three or more marks are doubtful: look at them"
    case .partsUnglanced: "parts worth a glance were not looked at: a name or number may be left"
    case .manyPeople: "four or more people are named: their ties may tell"
    }
  }

  /// How much it adds: two make a testimony medium, four high.
  var weight: Int {
    switch self {
    case .ageAndPlace, .employerAndDate, .rareEventPlaced, .wordsKept: 2
    case .placeAndDate, .groupAndPlace, .ageAndEmployer, .rareEvent, .directIdentifiers,
      .manyDoubtful, .partsUnglanced, .manyPeople:
      1
    }
  }

  /// Kinds that tell more together than each alone.
  static let combinations: [(kinds: Set<RedactionKind>, reason: RiskReason)] = [
    ([.age, .place], .ageAndPlace), ([.age, .address], .ageAndPlace),
    ([.employer, .date], .employerAndDate), ([.place, .date], .placeAndDate),
    ([.group, .place], .groupAndPlace), ([.age, .employer], .ageAndEmployer),
  ]
}

/// Words for what seldom happens, so that people remember it.
struct RareEvents {
  private let words: Cues
  /// Beginnings that sound as an everyday word does, so that each letter counts.
  private let spelled: [String]

  init(lists: RedactionLists) {
    let entries = lists.identifiers.list(.rareEvents)
    let whole = entries.filter { $0.hasSuffix("=") }
    let beginnings = entries.filter { !$0.hasSuffix("=") && !$0.hasSuffix("!") }
    words = Cues(whole.map { Skeleton.of($0) }, beginnings: beginnings.map { Skeleton.of($0) })
    spelled = entries.filter { $0.hasSuffix("!") }.map { String($0.dropLast()) }
  }

  func stand(in texts: [RedactedText]) -> Bool {
    texts.contains { redacted in
      let text = NormalizedText(redacted.text)
      return text.words.contains { words.contains($0) || isSpelled($0, in: text) }
    }
  }

  private func isSpelled(_ word: Word, in text: NormalizedText) -> Bool {
    let letters = text.scalars[word.range]
    return spelled.contains { letters.starts(with: $0.unicodeScalars) }
  }
}
