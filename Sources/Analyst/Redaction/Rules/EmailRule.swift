// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses of e-mail, with `@` or with the words people say for it (собака, at).
///
/// Signs may be spelled, digits be number words, and spaces stand anywhere: `madina @ mail . ru`,
/// `madina нижнее подчёркивание девяносто два собака мейл точка ру`.
struct EmailRule: RedactionRule {
  private let atWords: Set<String>
  private let tops: Set<String>
  private let hosts: Set<String>
  private let signs: SpelledSigns

  init(lists: RedactionLists) {
    atWords = lists.words.set(.atWords)
    tops = lists.words.set(.saidDomains)
    hosts = lists.identifiers.set(.mailHosts)
    signs = SpelledSigns(lists: lists)
  }

  var kind: RedactionKind { .email }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let written = text.scalars.indices.filter { text.scalars[$0] == "@" }
      .compactMap { address(at: $0..<($0 + 1), isWord: false, in: text) }
    let spoken = text.words.filter { atWords.contains($0.skeleton) }
      .compactMap { address(at: $0.range, isWord: true, in: text) }
    return (written + spoken).map { text.mark($0, .email, .sure, by: "email") }
  }

  private func address(
    at sign: Range<Int>, isWord: Bool, in text: NormalizedText
  ) -> Range<Int>? {
    guard let lower = local(endingAt: sign.lowerBound, in: text),
      let domain = domain(from: sign.upperBound, in: text)
    else { return nil }
    // Look at example.com: a page, unless something says address.
    let isPage =
      isWord && domain.isWritten && !domain.isHost
      && text.scalars[lower..<sign.lowerBound].allSatisfy { $0.isPlainLetter || $0 == " " }
    return isPage ? nil : lower..<domain.end
  }

  /// Where the name before the sign begins.
  private func local(endingAt end: Int, in text: NormalizedText) -> Int? {
    let end = text.skipSpacesBack(from: end)
    var start = text.addressStart(endingAt: end, signs: "._%+-")
    guard start < end else { return nil }
    for _ in 0..<4 {
      if let sign = signs.start(endingAt: start, in: text) {
        let before = text.addressStart(endingAt: sign, signs: "._%+-")
        guard before < sign else { break }
        start = before
        continue
      }
      // "madina девяносто два": spoken digits go with the name before them.
      let token = text.addressEnd(from: start, signs: "")
      guard text.isSpoken(start..<token), start > 1, text.scalars[start - 1] == " ",
        text.scalars[start - 2].isPlainLetter || text.scalars[start - 2].isPlainDigit
      else { break }
      start = text.addressStart(endingAt: start - 1, signs: "._%+-")
    }
    return start
  }

  /// `mail.ru`, `mail . ru`, `mail dot ru`, `mail ru`, or the name of a host that all know.
  private func domain(
    from start: Int, in text: NormalizedText
  ) -> (end: Int, isWritten: Bool, isHost: Bool)? {
    let start = text.skipSpaces(from: start)
    guard var first = label(from: start, in: text) else { return nil }
    if let rest = restOnNextLine(from: first, in: text) { first = rest }
    let isHost = hosts.contains(Skeleton.of(text.scalars[start..<first]))
    var (end, labels, isWritten) = (first, 1, true)
    while labels < 5, let next = next(from: end, isHost: isHost, in: text) {
      (end, labels, isWritten) = (next.end, labels + 1, isWritten && next.isWritten)
    }
    return labels > 1 || isHost ? (end, isWritten, isHost) : nil
  }

  /// The end of a name that goes on in the next line, up to its dot: `exam` and `ple.com`.
  private func restOnNextLine(from index: Int, in text: NormalizedText) -> Int? {
    guard index < text.scalars.count, text.scalars[index] == "\n",
      let end = label(from: index + 1, in: text), end + 2 < text.scalars.count,
      text.scalars[end] == ".", text.scalars[end + 1].isPlainLetter
    else { return nil }
    return end
  }

  private func label(from start: Int, in text: NormalizedText) -> Int? {
    let end = text.addressEnd(from: start, signs: "-_")
    return end > start && text.scalars[start] != "-" ? end : nil
  }

  private func next(
    from index: Int, isHost: Bool, in text: NormalizedText
  ) -> (end: Int, isWritten: Bool)? {
    guard index < text.scalars.count else { return nil }
    if text.scalars[index] == "." {
      if let end = label(from: index + 1, in: text) { return (end, true) }
    }
    var start = text.skipSpaces(from: index)
    if start < text.scalars.count, text.scalars[start] == ".", start > index || isHost {
      start = text.skipSpaces(from: start + 1)
      return top(from: start, in: text).map { ($0, false) }
    }
    guard start > index, let word = text.firstWord(from: start).map({ text.words[$0] }),
      word.range.lowerBound == start
    else { return nil }
    if signs.isDot(word) {
      let after = text.skipSpaces(from: word.range.upperBound)
      guard let end = label(from: after, in: text), end - after <= 12 else { return nil }
      return (end, false)
    }
    return top(from: start, in: text).map { ($0, false) }
  }

  /// The end of a listed ending such as `ru` or `ком`.
  private func top(from start: Int, in text: NormalizedText) -> Int? {
    guard let word = text.firstWord(from: start).map({ text.words[$0] }),
      word.range.lowerBound == start, tops.contains(word.skeleton)
    else { return nil }
    return word.range.upperBound
  }
}
