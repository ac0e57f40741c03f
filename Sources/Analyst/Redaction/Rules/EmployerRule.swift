// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms, shops and agencies by the words beside their names: `кафе «Зеля»`, `Zela firmasi`.
///
/// The word for what it is stays: that she worked in a cafe is her story, which one tells who she is.
struct EmployerRule: RedactionRule {
  let lists: RedactionLists
  private let whole: Set<String>
  private let beginnings: [String]
  private let forms: Set<String>
  private let callings: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    // ООО sounds like the preposition о: forms of law are compared letter by letter.
    whole = lists.words.set(.employers).union(lists.words.set(.employersAfter))
      .filter { $0.utf8.count > 2 }
    beginnings = lists.words.list(.workplaces)
    forms = lists.words.set(.legalForms)
    callings = lists.words.set(.callings)
  }

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.flatMap { index -> [RedactionMark] in
      let isForm = isForm(index, text)
      guard isForm || isWorkplace(text.words[index]) else { return [] }
      let after = following(index, text)
      // In Russian and Tajik the name follows; before a form of law it may stand in all four.
      let before = text.words[index].isLatin || isForm ? preceding(index, text) : nil
      return [after, before].compactMap(\.self).map { range in
        let own = text.words[index].range
        let lower = isForm ? min(own.lowerBound, range.lowerBound) : range.lowerBound
        let upper = isForm ? max(own.upperBound, range.upperBound) : range.upperBound
        return text.mark(lower..<upper, .employer, .sure, by: "employer")
      }
    }
  }

  private func isForm(_ index: Int, _ text: NormalizedText) -> Bool {
    forms.contains(String(String.UnicodeScalarView(text.scalars[text.words[index].range])))
  }

  private func isWorkplace(_ word: Word) -> Bool {
    whole.contains(word.skeleton)
      || beginnings.contains { beginning in
        word.skeleton.hasPrefix(beginning)
          && word.skeleton.utf8.count <= beginning.utf8.count + 6
          && (beginning.utf8.count > 3 || word.skeleton.utf8.count == beginning.utf8.count)
      }
  }

  private func following(_ cue: Int, _ text: NormalizedText) -> Range<Int>? {
    var last = cue
    while last + 1 < text.words.count, last - cue < 2,
      callings.contains(text.words[last + 1].skeleton) || isForm(last + 1, text),
      joins(last, last + 1, text)
    {
      last += 1
    }
    let start = last
    if let quoted = text.quotation(from: text.words[start].range.upperBound) { return quoted }
    while last + 1 < text.words.count, last - start < 4, joins(last, last + 1, text),
      isName(last + 1, isFirst: last == start, text)
    {
      last += 1
    }
    guard last > start, !isPerson(start + 1, last, text) else { return nil }
    return text.words[start + 1].range.lowerBound..<text.words[last].range.upperBound
  }

  private func preceding(_ cue: Int, _ text: NormalizedText) -> Range<Int>? {
    if let quoted = text.quotation(upTo: text.words[cue].range.lowerBound) { return quoted }
    var end = cue
    // Golden Palm massage parlour: one word may say what it is more closely.
    if cue > 1, !text.words[cue - 1].isCapitalised, text.words[cue - 2].isProper,
      joins(cue - 1, cue, text), joins(cue - 2, cue - 1, text)
    {
      end = cue - 1
    }
    var first = end
    while first > 0, end - first < 4, joins(first - 1, first, text),
      text.words[first - 1].isProper, isName(first - 1, isFirst: first == end, text)
    {
      first -= 1
    }
    guard first < end, !isPerson(first, end - 1, text) else { return nil }
    return text.words[first].range.lowerBound..<text.words[end - 1].range.upperBound
  }

  /// В кафе Мадина ударила меня: a given name alone is somebody, not a firm.
  private func isPerson(_ first: Int, _ last: Int, _ text: NormalizedText) -> Bool {
    first == last && lists.names.entry(for: text.words[first].skeleton) != nil
  }

  private func isName(_ index: Int, isFirst: Bool, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    return word.isCapitalised && !isWorkplace(word) && (!isFirst || !lists.isKept(word))
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
