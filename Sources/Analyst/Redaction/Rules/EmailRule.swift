// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses of e-mail, with `@` or with the words people say for it (собака, at).
struct EmailRule: RedactionRule {
  private let atWords: Set<String>
  private let dotWords: Set<String>
  private let topDomains: Set<String>

  init(words: WordTables) {
    atWords = words.set(.atWords)
    dotWords = words.set(.dotWords)
    topDomains = words.set(.saidDomains)
  }

  var kind: RedactionKind { .email }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let written = text.scalars.indices.filter { text.scalars[$0] == "@" }
      .compactMap { signed(at: $0..<($0 + 1), in: text) }
    let spoken = text.words.filter { atWords.contains($0.skeleton) }
      .compactMap { spelled(at: $0.range, in: text) }
    return (written + spoken).map { text.mark($0, .email, .sure, by: "email") }
  }

  private func signed(at sign: Range<Int>, in text: NormalizedText) -> Range<Int>? {
    let tight = text.localPart(endingAt: sign.lowerBound)
    guard tight == nil else {
      guard let domain = text.domain(from: sign.upperBound) else {
        return spelled(at: sign, in: text)
      }
      return (tight ?? sign.lowerBound)..<domain.upperBound
    }
    return spelled(at: sign, in: text)
  }

  /// An address with spaces or spelled signs: `madina at mail dot ru`, `madina @ mail . ru`.
  private func spelled(at sign: Range<Int>, in text: NormalizedText) -> Range<Int>? {
    let before = text.skipBack(from: sign.lowerBound)
    let after = text.skipForward(from: sign.upperBound)
    guard let lower = text.localPart(endingAt: before) else { return nil }
    guard let domain = text.spelledDomain(from: after, dots: dotWords, tops: topDomains) else {
      return nil
    }
    return text.extendedLocalPart(from: lower, dots: dotWords)..<domain.upperBound
  }
}

extension NormalizedText {
  fileprivate func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainLetter || scalar.isPlainDigit || "._%+-".unicodeScalars.contains(scalar)
  }

  /// Where the run of address characters begins that ends at a place, if there is one.
  fileprivate func localPart(endingAt end: Int) -> Int? {
    var start = end
    while start > 0, isLocal(scalars[start - 1]) { start -= 1 }
    return start < end ? start : nil
  }

  fileprivate func domain(from start: Int) -> Range<Int>? {
    var end = start
    while end < scalars.count, isLocal(scalars[end]) { end += 1 }
    while end > start, !scalars[end - 1].isPlainLetter { end -= 1 }
    guard scalars[start..<end].dropFirst().contains(".") else { return nil }
    return start..<end
  }

  fileprivate func skipBack(from index: Int) -> Int {
    var index = index
    while index > 0, " ([".unicodeScalars.contains(scalars[index - 1]) { index -= 1 }
    return index
  }

  fileprivate func skipForward(from index: Int) -> Int {
    var index = index
    while index < scalars.count, " )]".unicodeScalars.contains(scalars[index]) { index += 1 }
    return index
  }

  /// `mail dot ru`, `mail точка ru`, `mail . ru`, `mail.ru`, `mail ru`.
  fileprivate func spelledDomain(
    from start: Int, dots: Set<String>, tops: Set<String>
  ) -> Range<Int>? {
    guard let first = firstWord(from: start), words[first].range.lowerBound == start else {
      return nil
    }
    let followers = words[(first + 1)...].prefix(2)
    guard let next = followers.first else { return nil }
    let gap: Set<Unicode.Scalar> = [" ", ".", "(", ")", "[", "]"]
    guard self.gap(words[first].range.upperBound, next.range.lowerBound, only: gap, upTo: 3),
      !scalars[words[first].range.upperBound...].starts(with: [".", " "])
    else { return nil }
    if dots.contains(next.skeleton) {
      guard let last = followers.last, last != next, last.skeleton.count <= 6 else { return nil }
      return start..<last.range.upperBound
    }
    return tops.contains(next.skeleton) ? start..<next.range.upperBound : nil
  }

  /// Takes in `name dot` before the part that stands at the sign.
  fileprivate func extendedLocalPart(from lower: Int, dots: Set<String>) -> Int {
    guard let dot = lastWord(upTo: lower), dot > 0, dots.contains(words[dot].skeleton),
      gap(words[dot].range.upperBound, lower),
      gap(words[dot - 1].range.upperBound, words[dot].range.lowerBound)
    else { return lower }
    return words[dot - 1].range.lowerBound
  }
}
