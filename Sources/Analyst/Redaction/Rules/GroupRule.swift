// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Peoples and faiths that are few here, by a list: whoever belongs to one is soon found.
///
/// Large ones stay, as countries do, since they fit millions.
struct GroupRule: RedactionRule {
  private let beginnings: [String: [String]]
  /// Short words, which others begin like: roma and роман.
  private let whole: Set<String>

  init(lists: RedactionLists) {
    beginnings = Dictionary(grouping: lists.words.list(.groups)) { String($0.prefix(3)) }
    whole = lists.words.set(.groupsAsTheyStand)
  }

  var kind: RedactionKind { .group }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.filter(isGroup).map { text.mark($0.range, .group, .doubtful, by: "group") }
  }

  /// The beginning and an ending: `christian`, but nobody called Christiansen.
  private func isGroup(_ word: Word) -> Bool {
    if whole.contains(word.skeleton) { return true }
    guard let candidates = beginnings[String(word.skeleton.prefix(3))] else { return false }
    return candidates.contains { beginning in
      word.skeleton.hasPrefix(beginning)
        && word.skeleton.utf8.count <= beginning.utf8.count + (beginning.utf8.count > 4 ? 5 : 2)
    }
  }
}
