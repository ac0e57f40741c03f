// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Other mentions of a name that only the tagger or an analyst found.
///
/// Both go by what stands around a word, so that a name may be found in one sentence and stay in the
/// next. What lists and cues give away, ``PersonNameRule`` repeats by itself. A repeated name is
/// doubtful: somebody looks at it.
struct RepeatedNames {
  let lists: RedactionLists
  private let shape: SurnameShape

  init(lists: RedactionLists) {
    self.lists = lists
    shape = SurnameShape(lists: lists)
  }

  /// Marks on words outside of what was found, of the kind that the name was found as.
  ///
  /// What was found comes in order and without overlaps.
  func marks(in text: NormalizedText, found: [RedactionMark]) -> [RedactionMark] {
    let kinds = [RedactionKind.person, .place].filter { kind in
      found.contains { $0.kind == kind && $0.goesByContext }
    }
    guard !kinds.isEmpty else { return [] }
    let inside = marks(over: text.words, in: text, found)
    return kinds.flatMap { repeated(learned(as: $0, inside, text), $0, inside, text) }
  }

  /// The mark that each word lies in.
  private func marks(
    over words: [Word], in text: NormalizedText, _ found: [RedactionMark]
  ) -> [RedactionMark?] {
    var left = found[...]
    return words.map { word in
      let range = text.originalRange(of: word.range)
      left = left.drop { $0.range.upperBound <= range.lowerBound }
      return left.first.flatMap { $0.range.overlaps(range) ? $0 : nil }
    }
  }

  private func learned(
    as kind: RedactionKind, _ inside: [RedactionMark?], _ text: NormalizedText
  ) -> Lexicon {
    var learned = lists.names.empty()
    for (index, word) in text.words.enumerated() {
      guard let mark = inside[index], mark.kind == kind, mark.goesByContext, tells(word),
        isAlone(index, inside) || mark.rule != "analyst" || isNameLike(word)
      else { continue }
      learned.learn(word.skeleton)
      // Only a person's name has a form for women: Каримова is no village of Каримов.
      if kind == .person, let surname = surname(word) { learned.learn(surname) }
    }
    return learned
  }

  /// Whether a mark covers no other word.
  private func isAlone(_ index: Int, _ inside: [RedactionMark?]) -> Bool {
    [index - 1, index + 1].allSatisfy { neighbour in
      !inside.indices.contains(neighbour) || inside[neighbour] != inside[index]
    }
  }

  /// Whether it is a name and not the office before one, in what an analyst hides: `recruiter Zelbodur`.
  private func isNameLike(_ word: Word) -> Bool {
    word.isProper || lists.names.entry(for: word.skeleton) != nil || surname(word) != nil
      || !lists.roles(of: word).isDisjoint(with: [.given, .surname, .place])
  }

  private func repeated(
    _ learned: Lexicon, _ kind: RedactionKind, _ inside: [RedactionMark?], _ text: NormalizedText
  ) -> [RedactionMark] {
    guard !learned.isEmpty else { return [] }
    return zip(text.words, inside).compactMap { word, mark in
      guard mark == nil, tells(word) else { return nil }
      let root = kind == .person ? surname(word) : nil
      guard learned.entry(for: word.skeleton) ?? root.flatMap(learned.exactly) != nil else {
        return nil
      }
      return text.mark(word.range, kind, .doubtful, by: "repeated name")
    }
  }

  private func surname(_ word: Word) -> String? {
    shape.surname(word.skeleton).flatMap { $0.strength == .besideNames ? nil : $0.root }
  }

  /// Whether a word can be told from everyday ones: Вера in a name, вера in another sentence.
  private func tells(_ word: Word) -> Bool {
    guard word.skeleton.utf8.count > 3, !lists.isKept(word) else { return false }
    return word.isProper || !lists.roles(of: word).contains(.ordinary)
  }
}

extension RedactionMark {
  /// Whether the words themselves did not give it away.
  fileprivate var goesByContext: Bool { rule == "tagger" || rule == "analyst" }
}
