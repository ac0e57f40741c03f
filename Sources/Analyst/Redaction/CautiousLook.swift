// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The cautious layer: whatever could be a name or a number and is not marked.
struct CautiousLook: Sendable {
  let lists: RedactionLists
  private let cues: Set<String>
  private let fillers: Set<String>
  private let pastEndings: [String]
  private let ordinaryNames: OrdinaryNames

  init(lists: RedactionLists, firms: FirmWords) {
    self.lists = lists
    cues = lists.words.set(.nameCues)
    fillers = lists.words.set(.nameCueFillers)
    pastEndings = lists.identifiers.list(.pastEndings)
    ordinaryNames = OrdinaryNames(lists: lists, firms: firms)
  }

  /// What is worth a glance outside of the marks, in order.
  ///
  /// The marks come in order and without overlaps.
  func parts(of text: NormalizedText, marks: [RedactionMark]) -> [PointedPart] {
    let nearly = nearlyNames(in: text)
    let pointsAtUnknown = knowsMost(of: text.words)
    let words = text.words.indices.compactMap { index -> PointedPart? in
      let reason = reason(for: index, in: text, nearly, pointsAtUnknown)
      return reason.map { part(text.words[index].range, $0, text) }
    }
    let numbers = text.numbers.flatMap(\.groups).filter { $0.count > 1 }
      .map { part($0, .digits, text) }
    let rows = SpelledOut.all(in: text).filter(\.isSigned).map { part($0.range, .unknown, text) }
    return apart(words + numbers + rows, from: marks.map(\.range))
  }

  /// In order, none inside another, and none on a mark.
  private func apart(_ parts: [PointedPart], from marks: [Range<Int>]) -> [PointedPart] {
    let sorted = parts.sorted { one, next in
      one.range.lowerBound != next.range.lowerBound
        ? one.range.lowerBound < next.range.lowerBound
        : one.range.upperBound > next.range.upperBound
    }
    var end = 0
    return sorted.filter { part in
      guard part.range.lowerBound >= end, !marks.touch(part.range) else { return false }
      end = part.range.upperBound
      return true
    }
  }

  private func part(
    _ range: Range<Int>, _ reason: PointedPart.Reason, _ text: NormalizedText
  ) -> PointedPart {
    PointedPart(range: text.originalRange(of: range), reason: reason)
  }

  private func reason(
    for index: Int, in text: NormalizedText, _ nearly: Set<Int>, _ pointsAtUnknown: Bool
  ) -> PointedPart.Reason? {
    let word = text.words[index]
    guard word.skeleton.utf8.count > 1 else { return nil }
    if word.isProper, !lists.isKept(word) { return .capital }
    if isCued(index, text.words), !isKnown(word) { return .cue }
    if ordinaryNames.isFirm(index, in: text), !isPast(word) { return .cue }
    if ordinaryNames.acts(index, in: text) { return .nearly }
    // An everyday word is no name for standing where one could.
    if nearly.contains(index), !isEveryday(word) { return .nearly }
    return pointsAtUnknown && word.skeleton.utf8.count > 3 && !isKnown(word) ? .unknown : nil
  }

  private func isCued(_ index: Int, _ words: [Word]) -> Bool {
    var before = index - 1
    while before >= 0, index - before < 3, fillers.contains(words[before].skeleton) { before -= 1 }
    return before >= 0 && cues.contains(words[before].skeleton)
  }

  private func isKnown(_ word: Word) -> Bool {
    lists.isKept(word) || lists.roles(of: word).contains(.ordinary) || isPast(word)
  }

  private func isEveryday(_ word: Word) -> Bool {
    if lists.isKept(word) || isPast(word) { return true }
    let roles = lists.roles(of: word)
    return roles.contains(.ordinary) && roles.isDisjoint(with: [.given, .surname])
  }

  /// Yashadim, qaytarmadi: an Uzbek verb by its end, which no listed name is.
  private func isPast(_ word: Word) -> Bool {
    word.skeleton.utf8.count > 5 && pastEndings.contains(where: word.skeleton.hasSuffix)
      && lists.names.entry(for: word.skeleton) == nil
      && lists.rare.roles(of: WordHash.of(word.skeleton.utf8)).isDisjoint(with: [.given, .surname])
  }

  /// Whether the lists have most of the words, so that one they lack is worth a look.
  private func knowsMost(of words: [Word]) -> Bool {
    words.count { isKnown($0) } * 10 >= words.count * 7
  }

  private func nearlyNames(in text: NormalizedText) -> Set<Int> {
    guard let model = lists.tagger else { return [] }
    let features = lists.features(of: text, groups: model.groups)
    let leads = model.labels(of: features).leads
    let found = features.tokens.indices.filter { leads[$0] >= Float(model.limits.pointed) }
    return Set(found.compactMap { features.tokens[$0].word })
  }
}
