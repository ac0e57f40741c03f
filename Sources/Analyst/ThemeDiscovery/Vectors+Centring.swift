// SPDX-License-Identifier: Apache-2.0

extension [[Float]] {
  /// Fewer texts of one language say too little of it.
  private static var fewestOfKind: Int { 5 }

  /// Without what the vectors of one kind have in common: texts of one language would else be alike for being in it.
  ///
  /// `kinds` names each vector's kind; what is of a rare or unknown kind stays as it is.
  func centred(within kinds: [String?]) -> [[Float]] {
    var moved = self
    let places = Dictionary(grouping: indices.filter { kinds[$0] != nil }) { kinds[$0] ?? "" }
    for some in places.values where some.count >= Self.fewestOfKind {
      for (place, vector) in zip(some, some.map { self[$0] }.centred) { moved[place] = vector }
    }
    return moved
  }
}
