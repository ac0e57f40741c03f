// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms by the work that was done there: `works at Zelmart`, `работала в Зельмарте`.
///
/// Without a word for what it is, only a capital that means something tells a name. Names of people
/// and places are left to their own rules.
struct WorkedForRule: RedactionRule {
  private let lists: RedactionLists
  private let verbs: Beginnings
  private let links: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    verbs = Beginnings(lists.identifiers.list(.workVerbs))
    links = lists.identifiers.set(.workLinks)
  }

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      guard verbs.contains(text.words[index].skeleton) else { return nil }
      var first = index + 1
      while first < text.words.count, first <= index + 2, joins(first - 1, first, text),
        links.contains(text.words[first].skeleton)
      {
        first += 1
      }
      guard first > index + 1 else { return nil }
      // Работала в «Зелёный двор»: what stands in quotation marks is a name in any letters.
      if let quoted = text.quotation(from: text.words[first - 1].range.upperBound) {
        return text.mark(quoted, .employer, .doubtful, by: "worked for")
      }
      guard let last = lastName(from: first, in: text) else { return nil }
      return text.mark(
        text.words[first].range.lowerBound..<text.words[last].range.upperBound, .employer,
        .doubtful, by: "worked for")
    }
  }

  private func lastName(from first: Int, in text: NormalizedText) -> Int? {
    guard first < text.words.count, isFree(text.words[first]), joins(first - 1, first, text)
    else { return nil }
    var last = first
    while last + 1 < text.words.count, last - first < 3, joins(last, last + 1, text),
      text.words[last + 1].isCapitalised
    {
      last += 1
    }
    return last
  }

  private func isFree(_ word: Word) -> Bool {
    word.isProper && word.range.count > 2 && !lists.isKept(word)
      && lists.names.entry(for: word.skeleton) == nil
      && lists.places.entry(for: word.skeleton) == nil
      && !lists.roles(of: word).contains(.place)
  }

  private func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    text.gap(text.words[one].range.upperBound, text.words[next].range.lowerBound, upTo: 1)
  }
}
