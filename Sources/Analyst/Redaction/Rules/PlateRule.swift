// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Plates of cars: 1234AB01 (TJ), А123ВС77 (RU), 01A123BC and 01123ABC (UZ), 123ABC02 (KZ),
/// 01KG123ABC (KG), 34ABC123 (TR).
///
/// With spaces or dashes inside they count in capitals, or near a word for a car or its number. What
/// has another shape, or is only a part, counts after words such as `номер машины`.
struct PlateRule: RedactionRule {
  private let shapes: Set<String>
  private let longest: Int
  private let cues: Cues
  private let kept: Lexicon
  private let tails: Set<String>
  private let spelled: SpelledPlates

  init(lists: RedactionLists) {
    shapes = lists.words.set(.plates)
    longest = shapes.map(\.count).max() ?? 0
    cues = Cues(lists.identifiers.list(.plateCues))
    kept = lists.kept
    tails = lists.identifiers.set(.plateTails)
    spelled = SpelledPlates(lists: lists)
  }

  var kind: RedactionKind { .plate }

  private struct Token {
    let range: Range<Int>
    let shape: String
    let word: Word?
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard !text.numbers.isEmpty else { return [] }
    let tokens = tokens(in: text)
    var marks: [RedactionMark] = []
    var index = 0
    while index < tokens.count {
      if let (end, certainty) = plate(from: index, of: tokens, in: text) {
        let range = tokens[index].range.lowerBound..<tokens[end].range.upperBound
        let whole = range.lowerBound..<tail(after: range.upperBound, in: text)
        marks.append(text.mark(whole, .plate, certainty, by: "plate"))
        index = end
      }
      index += 1
    }
    return marks + spelled.marks(in: text)
  }

  /// Takes in the country's letters: `А123ВС 77 RUS`.
  private func tail(after end: Int, in text: NormalizedText) -> Int {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }),
      tails.contains(next.skeleton), next.range.count <= 3,
      text.gap(end, next.range.lowerBound, only: [" ", "-", "(", "/"], upTo: 2)
    else { return end }
    return next.range.upperBound
  }

  /// Groups of digits and words of at most three letters, in order.
  private func tokens(in text: NormalizedText) -> [Token] {
    let digits = text.numbers.flatMap(\.groups).filter { $0.count <= 5 }.map {
      Token(range: $0, shape: String(repeating: "9", count: $0.count), word: nil)
    }
    let letters = text.words.filter { $0.range.count <= 3 }.map {
      Token(range: $0.range, shape: String(repeating: "A", count: $0.range.count), word: $0)
    }
    return (digits + letters).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func plate(
    from start: Int, of tokens: [Token], in text: NormalizedText
  ) -> (end: Int, certainty: Certainty)? {
    guard isOpen(tokens[start].range.lowerBound - 1, text) else { return nil }
    var shape = ""
    var spaces = 0
    var best: (end: Int, certainty: Certainty)?
    for end in start..<min(start + 5, tokens.count) {
      if end > start {
        let from = tokens[end - 1].range.upperBound
        let to = tokens[end].range.lowerBound
        guard text.gap(from, to, only: [" ", "-", ".", "|", "/"], upTo: 2) else { break }
        spaces += to - from
      }
      shape += tokens[end].shape
      guard shape.count <= longest else { break }
      guard shapes.contains(shape), isOpen(tokens[end].range.upperBound, text) else { continue }
      if let certainty = certainty(tokens[start...end], spaces: spaces, text) {
        best = (end, certainty)
      }
    }
    return best
  }

  private func certainty(
    _ tokens: ArraySlice<Token>, spaces: Int, _ text: NormalizedText
  ) -> Certainty? {
    guard let first = tokens.first, let last = tokens.last else { return nil }
    // А123ВС 77: letters and digits that stick together in three parts.
    let tight = zip(tokens, tokens.dropFirst()).count { $0.range.upperBound == $1.range.lowerBound }
    if spaces == 0 || tight >= 2 { return .sure }
    let isNamed =
      cues.stand(before: first.range.lowerBound, within: 5, in: text)
      || cues.stand(after: last.range.upperBound, within: 3, in: text)
    if isNamed { return .sure }
    let words = tokens.compactMap(\.word)
    let inCapitals = words.allSatisfy { word in
      word.isCapitalised && (word.range.count == 1 || kept.exactly(word.skeleton) == nil)
    }
    // 01 а 777 аа in small letters: of four parts, none but one letter an everyday word.
    let isFull = tokens.count >= 4 && words.count == 2 && words.contains { $0.range.count > 1 }
    let isRare = words.allSatisfy { $0.range.count == 1 || kept.exactly($0.skeleton) == nil }
    if isFull, isRare, words.allSatisfy({ !$0.isCapitalised }) { return .doubtful }
    return inCapitals && words.contains { $0.range.count > 1 } ? .doubtful : nil
  }

  /// Whether no letter or digit stands there.
  private func isOpen(_ index: Int, _ text: NormalizedText) -> Bool {
    guard text.scalars.indices.contains(index) else { return true }
    return !text.scalars[index].isPlainDigit && !text.scalars[index].isPlainLetter
  }
}
