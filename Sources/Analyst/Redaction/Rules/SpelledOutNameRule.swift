// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Listed names whose letters stand one by one: `M-A-D-I-N-A`, `р.у.с.т.а.м`, `з, а, р, и, н, а`.
///
/// What no list has is left to ``CautiousLook``: many rows of letters are no names.
struct SpelledOutNameRule: RedactionRule {
  private let lists: RedactionLists

  init(lists: RedactionLists) {
    self.lists = lists
  }

  var kind: RedactionKind { .person }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    SpelledOut.all(in: text).compactMap { row in
      if let name = lists.names.entry(for: row.skeleton) {
        let certainty: Certainty = name.use == .name ? .sure : .doubtful
        return text.mark(row.range, .person, certainty, by: "spelled-out name")
      }
      if SurnameShape(lists: lists).surname(row.skeleton)?.strength == .certain {
        return text.mark(row.range, .person, .doubtful, by: "spelled-out name")
      }
      return lists.places.entry(for: row.skeleton) != nil
        ? text.mark(row.range, .place, .doubtful, by: "spelled-out name") : nil
    }
  }
}
