// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Tells when a name that is a word for hope, luck or justice too names nobody.
///
/// `умед дорам`, `umid qilaman`, `орзуи духтарам`: of whom the verb or the next word tells. Of others'
/// hopes (`умед дорад`) it cannot tell.
struct HopeWords: Sendable {
  private let hopes: Set<String>
  private let verbs: Set<String>
  private let owners: Set<String>

  init(lists: RedactionLists) {
    hopes = lists.identifiers.set(.hopes)
    verbs = lists.identifiers.set(.hopeVerbs)
    owners = lists.identifiers.set(.ageHavers).union(lists.identifiers.list(.relatives))
  }

  /// Whether the word is hoped, not named.
  func areHoped(at index: Int, in text: NormalizedText) -> Bool {
    guard index + 1 < text.words.count else { return false }
    let (hope, next) = (text.words[index], text.words[index + 1])
    guard text.gap(hope.range.upperBound, next.range.lowerBound, upTo: 1) else { return false }
    if hopes.contains(hope.skeleton) { return verbs.contains(next.skeleton) }
    // Tajik binds what is hoped to who hopes it.
    return hope.skeleton.hasSuffix("i") && hopes.contains(String(hope.skeleton.dropLast()))
      && owners.contains(next.skeleton)
  }
}
