// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms, shops and agencies by the words that stand beside their names: `кафе «Зеля»`, `Zela firmasi`.
///
/// The word for what it is stays: that she worked in a cafe is her story, which one tells who she is.
struct EmployerRule: RedactionRule {
  let lists: RedactionLists
  private let before: Set<String>
  private let after: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    before = lists.words.set(.employers)
    after = lists.words.set(.employersAfter)
  }

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      let word = text.words[index].skeleton
      let names =
        before.contains(word)
        ? following(index, text) : after.contains(word) ? preceding(index, text) : nil
      return names.map { text.mark($0.range, .employer, $0.certainty, by: "employer") }
    }
  }

  private typealias Found = (range: Range<Int>, certainty: Certainty)

  private func following(_ cue: Int, _ text: NormalizedText) -> Found? {
    let end = text.words[cue].range.upperBound
    if let quoted = text.quotation(from: end) { return (quoted, .sure) }
    var last = cue
    while last + 1 < text.words.count, last - cue < 4, joins(last, last + 1, text),
      isName(last + 1, isFirst: last == cue, text)
    {
      last += 1
    }
    guard last > cue else { return nil }
    return (
      text.words[cue + 1].range.lowerBound..<text.words[last].range.upperBound, .sure
    )
  }

  private func preceding(_ cue: Int, _ text: NormalizedText) -> Found? {
    if let quoted = text.quotation(upTo: text.words[cue].range.lowerBound) {
      return (quoted, .sure)
    }
    var first = cue
    while first > 0, cue - first < 3, joins(first - 1, first, text),
      isName(first - 1, isFirst: first == cue, text)
    {
      first -= 1
    }
    guard first < cue else { return nil }
    let isSure = text.words[first].isProper || cue - first > 1
    return (
      text.words[first].range.lowerBound..<text.words[cue - 1].range.upperBound,
      isSure ? .sure : .doubtful
    )
  }

  private func isName(_ index: Int, isFirst: Bool, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    return word.isCapitalised && (!isFirst || !lists.isKept(word))
  }

  private func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    text.gap(
      text.words[one].range.upperBound, text.words[next].range.lowerBound,
      only: [" ", "-", "&", ":"], upTo: 3)
  }
}

extension NormalizedText {
  private static let opening: Set<Unicode.Scalar> = ["«", "“", "„", "\"", "'"]
  private static let closing: Set<Unicode.Scalar> = ["»", "”", "“", "\"", "'"]

  /// What stands in quotation marks directly after a place.
  func quotation(from start: Int) -> Range<Int>? {
    var open = start
    while open < scalars.count, scalars[open] == " " || scalars[open] == ":" { open += 1 }
    guard open < scalars.count, open - start < 3, Self.opening.contains(scalars[open]) else {
      return nil
    }
    let limit = min(scalars.count, open + 60)
    guard
      let close = scalars[(open + 1)..<limit].firstIndex(where: { Self.closing.contains($0) }),
      close > open + 1
    else { return nil }
    return (open + 1)..<close
  }

  /// What stands in quotation marks directly before a place.
  func quotation(upTo end: Int) -> Range<Int>? {
    var close = end - 1
    while close >= 0, scalars[close] == " " { close -= 1 }
    guard close > 0, end - close < 4, Self.closing.contains(scalars[close]) else { return nil }
    let limit = max(0, close - 60)
    guard let open = scalars[limit..<close].lastIndex(where: { Self.opening.contains($0) }),
      close > open + 1
    else { return nil }
    return (open + 1)..<close
  }
}
