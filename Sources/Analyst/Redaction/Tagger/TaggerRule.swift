// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Names of people, places and bodies that the trained tagger finds by what stands around them.
struct TaggerRule: RedactionRule {
  let lists: RedactionLists
  let model: TaggerModel
  private let bodies: Set<String>
  private let firms: FirmWords
  private let trades: Beginnings
  private let hopes: HopeWords

  init(lists: RedactionLists, model: TaggerModel) {
    self.lists = lists
    self.model = model
    bodies = lists.words.set(.publicBodies)
    firms = FirmWords(lists: lists)
    hopes = HopeWords(lists: lists)
    trades = Beginnings(lists.identifiers.list(.trades))
  }

  var kind: RedactionKind { .person }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    guard text.words.count >= Self.fewestWords else { return [] }
    let features = lists.features(of: text, groups: model.groups)
    let (labels, leads) = model.labels(of: features)
    return Self.spans(labels).compactMap { kind, span in
      let tokens = features.tokens[span]
      guard let range = range(of: tokens, kind), !mayStay(tokens, kind, text) else { return nil }
      // As sure as its surest word: the others belong to it.
      let lead = leads[span].max() ?? 0
      let certainty: Certainty = lead >= Float(model.limits.sure) ? .sure : .doubtful
      if certainty == .doubtful, isOpeningOnly(tokens, text) { return nil }
      return text.mark(range, kind, certainty, by: "tagger")
    }
  }

  /// With fewer words around it, a guess has nothing to go by.
  private static let fewestWords = 5

  /// Where names begin and end.
  static func spans(_ labels: [TaggerLabel]) -> [(RedactionKind, Range<Int>)] {
    var spans: [(RedactionKind, Range<Int>)] = []
    for (index, label) in labels.enumerated() {
      guard let kind = label.kind else { continue }
      if label.goesOn, let last = spans.last, last.1.upperBound == index {
        spans[spans.count - 1].1 = last.1.lowerBound..<(index + 1)
      } else {
        spans.append((kind, index..<(index + 1)))
      }
    }
    return spans
  }

  /// From the first to the last word or number; nil when there is no word.
  ///
  /// A number ends no person's name: Тимуру 8 лет.
  private func range(
    of tokens: ArraySlice<TaggerToken>, _ kind: RedactionKind
  ) -> Range<Int>? {
    guard tokens.contains(where: { $0.word != nil && $0.range.count > 1 }),
      let first = tokens.first(where: { $0.shape != .sign }),
      let last = tokens.last(where: { $0.shape != .sign && (kind != .person || $0.word != nil) })
    else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// Countries and other words of `kept.txt` stay, everyday words without a capital that means
  /// something, and public bodies without a name of their own.
  private func mayStay(
    _ tokens: ArraySlice<TaggerToken>, _ kind: RedactionKind, _ text: NormalizedText
  ) -> Bool {
    tokens.allSatisfy { token in
      guard let index = token.word, case let word = text.words[index] else { return true }
      if hopes.areHoped(at: index, in: text) { return true }
      return word.skeleton.utf8.count < 2 || lists.isKept(word) || isEveryday(word)
        || (kind == .organisation && isPublic(word)) || isKind(word)
    }
  }

  /// Whether it is one word that begins a sentence, where a capital says nothing.
  ///
  /// Only a short or an everyday word that no list knows as somebody's name.
  private func isOpeningOnly(_ tokens: ArraySlice<TaggerToken>, _ text: NormalizedText) -> Bool {
    let words = tokens.compactMap { $0.word.map { text.words[$0] } }
    guard words.count == 1, let word = words.first, word.isCapitalised, word.startsSentence
    else { return false }
    let roles = lists.roles(of: word)
    return roles.isDisjoint(with: [.given, .surname])
      && (roles.contains(.ordinary) || word.range.count < 4)
      && lists.names.entry(for: word.skeleton) == nil
  }

  private func isEveryday(_ word: Word) -> Bool {
    let roles = lists.roles(of: word)
    return !word.isProper && roles.contains(.ordinary)
      && roles.isDisjoint(with: [.given, .surname, .place])
  }

  /// На фабрике, мастер: in small letters a trade or a kind of firm names nobody.
  private func isKind(_ word: Word) -> Bool {
    !word.isCapitalised
      && (firms.isWorkplace(word)
        || trades.all(of: word.skeleton).contains {
          word.skeleton.utf8.count <= $0.utf8.count + 4
        })
  }

  private func isPublic(_ word: Word) -> Bool {
    bodies.contains { body in
      word.skeleton == body || (body.utf8.count > 4 && word.skeleton.hasPrefix(body))
    }
  }
}
