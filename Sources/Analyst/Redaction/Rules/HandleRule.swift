// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Names in messengers and social networks: `@name`, or the network's name with one after it.
///
/// After a network's name, a word counts when it has a digit, dot or underscore inside, when a
/// colon stands before it, or when it is Latin in a Cyrillic sentence.
struct HandleRule: RedactionRule {
  private let networks: Cues
  private let fillers: Set<String>
  private let atWords: Set<String>
  private let signs: SpelledSigns
  private let kept: Lexicon

  init(lists: RedactionLists) {
    networks = Cues(
      lists.words.list(.shortNetworks),
      beginnings: lists.words.list(.networks) + lists.identifiers.list(.handleCues))
    fillers = lists.identifiers.set(.handleFillers)
    atWords = lists.words.set(.atWords)
    signs = SpelledSigns(lists: lists)
    kept = lists.kept
  }

  var kind: RedactionKind { .handle }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    signed(in: text).map { text.mark($0, .handle, .sure, by: "handle") } + named(in: text)
      + spelled(in: text)
  }

  private func signed(in text: NormalizedText) -> [Range<Int>] {
    text.scalars.indices.compactMap { index in
      guard text.scalars[index] == "@" else { return nil }
      let start = text.skipSpaces(from: index + 1)
      let end = end(of: start, in: text)
      guard end - start >= 3, start == index + 1 || text.scalars[start].isPlainLetter else {
        return nil
      }
      return index..<end
    }
  }

  private func named(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      guard networks.contains(word) else { return nil }
      let (start, isNamed) = start(after: index, in: text)
      guard start > word.range.upperBound else { return nil }
      let end = end(of: start, in: text)
      guard end - start >= 3 else { return nil }
      return mark(start..<end, after: word, isNamed: isNamed, in: text)
    }
  }

  /// Where the name may begin, over signs and small words; and whether a colon says that it does.
  private func start(after index: Int, in text: NormalizedText) -> (start: Int, isNamed: Bool) {
    var start = text.words[index].range.upperBound
    var isNamed = false
    for _ in 0..<5 {
      let from = start
      while start < text.scalars.count, start - from < 4, joiners.contains(text.scalars[start]) {
        isNamed = isNamed || text.scalars[start] == ":"
        start += 1
      }
      guard let next = text.firstWord(from: start).map({ text.words[$0] }),
        next.range.lowerBound == start, fillers.contains(next.skeleton),
        text.addressEnd(from: start, signs: "_.-") == next.range.upperBound
      else { break }
      start = next.range.upperBound
    }
    return (start, isNamed)
  }

  private func mark(
    _ token: Range<Int>, after network: Word, isNamed: Bool, in text: NormalizedText
  ) -> RedactionMark? {
    let scalars = text.scalars[token]
    let isSigned = scalars.contains { $0.isPlainDigit || $0 == "_" || $0 == "." }
    let isNumber = scalars.allSatisfy { $0.isPlainDigit } && token.count < 5
    if isNumber { return nil }
    if isSigned || isNamed { return text.mark(token, .handle, .sure, by: "handle") }
    let isForeign = !network.isLatin && scalars.allSatisfy { $0.isASCII }
    let isOrdinary = kept.exactly(Skeleton.of(scalars)) != nil
    return isForeign && !isOrdinary ? text.mark(token, .handle, .doubtful, by: "handle") : nil
  }

  /// `собака madina_92`, `кучукча madina92`: the sign as a word.
  private func spelled(in text: NormalizedText) -> [RedactionMark] {
    text.words.compactMap { word in
      guard atWords.contains(word.skeleton) else { return nil }
      let start = text.skipSpaces(from: word.range.upperBound)
      guard start > word.range.upperBound else { return nil }
      let end = end(of: start, in: text)
      let token = text.scalars[start..<end]
      let isSigned = token.dropLast().contains { $0 == "_" || $0.isPlainDigit }
      guard token.count >= 4, isSigned, token.contains(where: \.isPlainLetter),
        token.first?.isPlainLetter == true
      else { return nil }
      return text.mark(word.range.lowerBound..<end, .handle, .sure, by: "handle")
    }
  }

  /// Where a name ends: `madina_92`, `madina нижнее подчёркивание 92`, `madina _ 92`.
  private func end(of start: Int, in text: NormalizedText) -> Int {
    var end = trimmed(start, text.addressEnd(from: start, signs: "_.-"), text)
    guard end > start else { return start }
    for _ in 0..<3 {
      if let next = signs.end(from: end, in: text) {
        let further = trimmed(next, text.addressEnd(from: next, signs: "_.-"), text)
        guard further > next else { break }
        end = further
      } else if end + 1 < text.scalars.count, text.scalars[end] == " ",
        case let digits = text.addressEnd(from: end + 1, signs: ""),
        text.isSpoken((end + 1)..<digits)
      {
        end = digits
      } else {
        break
      }
    }
    return end
  }

  private func trimmed(_ start: Int, _ end: Int, _ text: NormalizedText) -> Int {
    var end = end
    while end > start, text.scalars[end - 1] == "." || text.scalars[end - 1] == "-" { end -= 1 }
    return end
  }
}

private let joiners: Set<Unicode.Scalar> = [" ", ":", "-", "@", "(", "\"", "=", "«"]
