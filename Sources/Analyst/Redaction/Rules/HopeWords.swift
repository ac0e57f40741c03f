// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Tells when a name that is a word for hope, luck or justice too names nobody.
///
/// `умед дорам`, `umid qilaman`: who speaks hopes. Of others' hopes (`умед дорад`) it cannot tell.
struct HopeWords: Sendable {
  private let hopes: Set<String>
  private let verbs: Set<String>

  init(lists: RedactionLists) {
    hopes = lists.identifiers.set(.hopes)
    verbs = lists.identifiers.set(.hopeVerbs)
  }

  /// Whether the word is hoped, not named.
  func areHoped(at index: Int, in text: NormalizedText) -> Bool {
    guard hopes.contains(text.words[index].skeleton), index + 1 < text.words.count else {
      return false
    }
    let (hope, verb) = (text.words[index], text.words[index + 1])
    return verbs.contains(verb.skeleton)
      && text.gap(hope.range.upperBound, verb.range.lowerBound, upTo: 1)
  }
}
