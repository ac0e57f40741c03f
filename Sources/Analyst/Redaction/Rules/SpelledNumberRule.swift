// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers spelled in words: four or more number words in a row, in any of the four languages.
///
/// Six or more are taken for a telephone number. Groups of digits may stand between the words.
struct SpelledNumberRule: RedactionRule {
  private let fillers: Set<String>
  private let numberWords: Set<String>

  init(words: WordTables) {
    fillers = words.set(.numberFillers)
    numberWords = words.set(.numberWords)
  }

  var kind: RedactionKind { .number }

  private struct Item {
    let range: Range<Int>
    let isWord: Bool
    /// `and`, `plus`: belongs to a row but does not count.
    let isFiller: Bool
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    var found: [RedactionMark] = []
    var row: [Item] = []
    for item in items(in: text) {
      if let last = row.last, !joins(last.range.upperBound, item.range.lowerBound, text) {
        found += mark(row, in: text)
        row = []
      }
      row.append(item)
    }
    return found + mark(row, in: text)
  }

  private func joins(_ from: Int, _ to: Int, _ text: NormalizedText) -> Bool {
    text.gap(from, to, only: [" ", "-", ",", "\n", "(", ")"], upTo: 3)
  }

  private func items(in text: NormalizedText) -> [Item] {
    let words: [Item] = text.words.compactMap { word in
      let isFiller = fillers.contains(word.skeleton)
      guard isFiller || isNumberWord(word.skeleton) else { return nil }
      return Item(range: word.range, isWord: !isFiller, isFiller: isFiller)
    }
    guard words.contains(where: \.isWord) else { return [] }
    let digits = text.numbers.flatMap(\.groups).map { group in
      Item(range: group, isWord: false, isFiller: false)
    }
    return (words + digits).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func mark(_ row: [Item], in text: NormalizedText) -> [RedactionMark] {
    let ends = row.drop { $0.isFiller }.reversed().drop { $0.isFiller }
    let count = ends.count { !$0.isFiller }
    guard count >= 4, ends.count(where: \.isWord) >= 3 else { return [] }
    guard let last = ends.first, let first = ends.reversed().first else { return [] }
    let range = first.range.lowerBound..<last.range.upperBound
    return [
      count >= 6
        ? text.mark(range, .phone, .sure, by: "spelled number")
        : text.mark(range, .number, .doubtful, by: "spelled number")
    ]
  }

  private func isNumberWord(_ skeleton: String) -> Bool {
    if numberWords.contains(skeleton) { return true }
    // Tajik joins with -у: навад-у панҷ, наваду панҷ.
    return skeleton.hasSuffix("u") && numberWords.contains(String(skeleton.dropLast()))
  }
}
