// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Everyday words in small letters that stand where a name does: `кафе восток`, `слава меня бил`.
///
/// Too many are none, so that no rule marks them: the cautious layer points at them.
struct OrdinaryNames: Sendable {
  private let lists: RedactionLists
  private let firms: FirmWords
  private let trades: Beginnings
  private let actedOn: Set<String>
  private let openers: Set<String>
  /// English words for firms, which stand after the name.
  private let english: Set<String>
  /// Words such as Uzbek деган, which stand after it too.
  private let namesBefore: Set<String> = Set(
    ["деган", "deb", "номли", "nomidagi"].map(Skeleton.of))

  init(lists: RedactionLists, firms: FirmWords) {
    self.lists = lists
    self.firms = firms
    trades = Beginnings(lists.identifiers.list(.trades))
    actedOn = lists.identifiers.set(.actedOn)
    openers = lists.identifiers.set(.clauseOpeners)
    english = lists.identifiers.set(.smallFirms).union(
      lists.words.list(.workplaces, of: ["en"]))
  }

  /// Whether a word may name a firm: one of the first after a word for one, or after `called`.
  func isFirm(_ index: Int, in text: NormalizedText) -> Bool {
    guard mayName(text.words[index]) else { return false }
    for cue in (max(0, index - 3)..<index).reversed() {
      guard firms.joins(cue, cue + 1, text) else { return false }
      if opensFirm(cue, in: text) { return true }
      let before = text.words[cue]
      // Al noor cleaning: small Latin words belong to names.
      guard before.range.count < 3 && before.isLatin || mayName(before) else { return false }
    }
    return false
  }

  private func opensFirm(_ index: Int, in text: NormalizedText) -> Bool {
    let word = text.words[index]
    if firms.isCalling(word) {
      // They called everyone: no firm's name without a word for a firm.
      return word.range.count > 3 && !namesBefore.contains(word.skeleton)
        && text.words[max(0, index - 3)..<index].contains(where: firms.isWorkplace)
    }
    return firms.isWorkplace(word) && !firms.isLocated(word) && !firms.isOwned(word)
      && !(word.isLatin && english.contains(word.skeleton))
  }

  private func mayName(_ word: Word) -> Bool {
    firms.isFree(word) && !firms.endsAsVerb(word) && !trades.contains(word.skeleton)
      && (word.isLatin || !Self.cases.contains(where: word.skeleton.hasSuffix))
  }

  /// Whether a word is a listed name, and the next ones say whom somebody acted on.
  func acts(_ index: Int, in text: NormalizedText) -> Bool {
    guard lists.names.exactly(text.words[index].skeleton) != nil else { return false }
    if isActedOn(index + 1, in: text) { return true }
    // Rose took me: in English the verb stands between, and nothing before the name.
    return text.words[index].isLatin && isActedOn(index + 2, in: text) && opens(index, in: text)
  }

  private func isActedOn(_ index: Int, in text: NormalizedText) -> Bool {
    index < text.words.count && actedOn.contains(text.words[index].skeleton)
      && firms.joins(index - 1, index, text)
  }

  private func opens(_ index: Int, in text: NormalizedText) -> Bool {
    guard index > 0, firms.joins(index - 1, index, text) else { return true }
    return openers.contains(text.words[index - 1].skeleton)
  }

  /// Russian endings that a firm's name has not: в кафе официанткой.
  private static let cases = [
    "oi", "ei", "om", "em", "ami", "iami", "ah", "iah", "ogo", "omu",
    "ov", "ev",
  ]
}
