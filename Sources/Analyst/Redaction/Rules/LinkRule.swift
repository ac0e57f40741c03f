// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Addresses of pages: `http://`, `www.`, `t.me/`, and bare names such as `vk.com/id1`.
///
/// Dots and strokes may be said or stand apart: `vk точка com слэш id1`, `t . me / name`.
struct LinkRule: RedactionRule {
  private let schemes: [String]
  private let topDomains: Set<String>
  private let pathDomains: Set<String>

  private let saidDomains: Set<String>
  private let signs: SpelledSigns

  init(lists: RedactionLists) {
    let words = lists.words
    saidDomains = words.set(.saidDomains)
    signs = SpelledSigns(lists: lists)
    schemes = words.list(.schemes)
    topDomains = words.set(.domains).union(lists.identifiers.list(.furtherDomains))
    pathDomains = words.set(.pathDomains).union(lists.identifiers.list(.furtherPathDomains))
  }

  var kind: RedactionKind { .link }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let starts = text.scalars.indices.filter { $0 == 0 || isBreak(text.scalars[$0 - 1]) }
    let written: [RedactionMark] = starts.compactMap { start in
      let token = token(from: start, in: text)
      guard token.count >= 4 else { return nil }
      let scalars = text.scalars[token]
      return isLink(scalars) ? text.mark(token, .link, .sure, by: "link") : nil
    }
    return written
      + text.words.compactMap { spelled(from: $0, in: text) }
      .map { text.mark($0, .link, .sure, by: "link") }
  }

  /// A name, a dot that is said or stands apart, an ending, and perhaps a stroke with a path.
  private func spelled(from word: Word, in text: NormalizedText) -> Range<Int>? {
    var name = text.addressEnd(from: word.range.lowerBound, signs: "-_")
    // www dot example dot com: names before the last.
    for _ in 0..<2 {
      guard let (next, _) = dot(from: name, in: text) else { return nil }
      let end = text.addressEnd(from: next, signs: "-_")
      guard end > next, dot(from: end, in: text) != nil else { break }
      name = end
    }
    guard let (start, isSaid) = dot(from: name, in: text),
      let top = text.firstWord(from: start).map({ text.words[$0] }),
      top.range.lowerBound == start
    else { return nil }
    let plain = String(String.UnicodeScalarView(text.scalars[top.range]))
    let path = path(from: top.range.upperBound, in: text)
    let isKnown = topDomains.contains(plain) || isSaid && saidDomains.contains(top.skeleton)
    let isPath = path != nil && (pathDomains.contains(plain) || isKnown)
    guard isPath || isKnown && isSaid else { return nil }
    return word.range.lowerBound..<(path ?? top.range.upperBound)
  }

  private func dot(from index: Int, in text: NormalizedText) -> (end: Int, isSaid: Bool)? {
    let start = text.skipSpaces(from: index)
    guard start < text.scalars.count, start - index <= 2 else { return nil }
    if text.scalars[start] == "." { return (text.skipSpaces(from: start + 1), false) }
    guard start > index, let word = text.firstWord(from: start).map({ text.words[$0] }),
      word.range.lowerBound == start, signs.isDot(word)
    else { return nil }
    return (text.skipSpaces(from: word.range.upperBound), true)
  }

  private func path(from index: Int, in text: NormalizedText) -> Int? {
    var start = text.skipSpaces(from: index)
    guard start < text.scalars.count else { return nil }
    if text.scalars[start] == "/" {
      start += 1
    } else if let word = text.firstWord(from: start).map({ text.words[$0] }),
      word.range.lowerBound == start, signs.isSlash(word)
    {
      start = word.range.upperBound
    } else {
      return nil
    }
    start = text.skipSpaces(from: start)
    var end = text.addressEnd(from: start, signs: "_.-/")
    while end > start, text.scalars[end - 1] == "." { end -= 1 }
    return end - start >= 2 ? end : nil
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    " \n()<>\"«»[],;\u{FFFC}".unicodeScalars.contains(scalar)
  }

  private func token(from start: Int, in text: NormalizedText) -> Range<Int> {
    var end = start
    while end < text.scalars.count, !isBreak(text.scalars[end]) { end += 1 }
    while end > start, ".!?:'".unicodeScalars.contains(text.scalars[end - 1]) { end -= 1 }
    return start..<end
  }

  private func isLink(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    guard token.contains(".") || token.contains("/") else { return false }
    return isLink(String(String.UnicodeScalarView(token))) || isLink(Latin.string(token))
  }

  private func isLink(_ string: String) -> Bool {
    if schemes.contains(where: { string.contains($0) }) { return true }
    guard !string.contains("@") else { return false }
    let parts = string.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let labels = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, labels.allSatisfy(isLabel) else { return false }
    return topDomains.contains(String(top))
      || (parts.count == 2 && pathDomains.contains(String(top)))
  }

  private func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty
      && label.unicodeScalars.allSatisfy { $0.isPlainLetter || $0.isPlainDigit || $0 == "-" }
  }
}
