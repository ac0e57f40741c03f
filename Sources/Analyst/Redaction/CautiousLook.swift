// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The cautious layer: whatever could be a name or a number and is not marked.
struct CautiousLook: Sendable {
  let lists: RedactionLists
  private let cues: Set<String>
  private let fillers: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    cues = lists.words.set(.nameCues)
    fillers = lists.words.set(.nameCueFillers)
  }

  /// What is worth a glance outside of the marks, in order.
  func parts(of text: NormalizedText, marks: [RedactionMark]) -> [PointedPart] {
    let nearly = nearlyNames(in: text)
    let pointsAtUnknown = knowsMost(of: text.words)
    let words = text.words.indices.compactMap { index -> PointedPart? in
      let reason = reason(for: index, in: text, nearly, pointsAtUnknown)
      return reason.map { part(text.words[index].range, $0, text) }
    }
    let numbers = text.numbers.flatMap(\.groups).filter { $0.count > 1 }
      .map { part($0, .digits, text) }
    return (words + numbers).sorted { $0.range.lowerBound < $1.range.lowerBound }
      .filter { part in !marks.contains { $0.range.overlaps(part.range) } }
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
    lists.isKept(word) || lists.roles(of: word).contains(.ordinary)
  }

  private func isEveryday(_ word: Word) -> Bool {
    if lists.isKept(word) { return true }
    let roles = lists.roles(of: word)
    return roles.contains(.ordinary) && roles.isDisjoint(with: [.given, .surname])
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
