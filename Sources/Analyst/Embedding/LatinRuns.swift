// SPDX-License-Identifier: Apache-2.0

/// A text cut into Latin words and what stands between them.
struct LatinRuns: Sequence {
  struct Run: Equatable {
    let text: String
    let isWord: Bool
  }

  private let runs: [Run]

  /// Signs that people type for a soft sign, within a word and at its end.
  private static let apostrophes: Set<Character> = ["'", "’", "‘", "ʻ", "ʼ", "`", "´"]

  init(_ text: String) {
    var runs: [Run] = []
    var word = ""
    var other = ""
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      let isSign = Self.apostrophes.contains(character)
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      let joins = isSign && !word.isEmpty
      // Many type "4" for ч, never alone.
      let isFour = character == "4" && (!word.isEmpty || Self.isLatin(next))
      if Self.isLatin(character) || joins || isFour {
        if !other.isEmpty { runs.append(Run(text: other, isWord: false)) }
        other = ""
        word.append(isSign ? "'" : character)
      } else {
        if !word.isEmpty { runs.append(Run(text: word, isWord: true)) }
        word = ""
        other.append(character)
      }
    }
    if !word.isEmpty { runs.append(Run(text: word, isWord: true)) }
    if !other.isEmpty { runs.append(Run(text: other, isWord: false)) }
    self.runs = runs
  }

  func makeIterator() -> IndexingIterator<[Run]> { runs.makeIterator() }

  private static func isLatin(_ character: Character) -> Bool {
    guard let small = character.lowercased().unicodeScalars.first else { return false }
    return ("a"..."z").contains(small) || "âčġīķšūž".unicodeScalars.contains(small)
  }
}
