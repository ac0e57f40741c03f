// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Listed names in which digits or signs stand for letters: `зар1на`, `z4rina`, `m@dina`.
///
/// The reverse of ``DigitRepair``. Always doubtful: a digit may be one.
struct DisguisedNameRule: RedactionRule {
  private let lists: RedactionLists

  init(lists: RedactionLists) {
    self.lists = lists
  }

  var kind: RedactionKind { .person }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    tokens(in: text).compactMap { token in
      isName(token, in: text)
        ? text.mark(token, .person, .doubtful, by: "disguised name") : nil
    }
  }

  /// Rows of letters and signs like letters, with three letters and one to three such signs.
  private func tokens(in text: NormalizedText) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var start: Int?
    for index in text.scalars.indices {
      if text.scalars[index].isPlainLetter || disguises[text.scalars[index]] != nil {
        start = start ?? index
      } else if let from = start {
        tokens.append(from..<index)
        start = nil
      }
    }
    if let from = start { tokens.append(from..<text.scalars.count) }
    return tokens.filter { token in
      let letters = text.scalars[token].count { $0.isPlainLetter }
      return letters >= 3 && (1...3).contains(token.count - letters) && token.count <= 16
    }
  }

  private func isName(_ token: Range<Int>, in text: NormalizedText) -> Bool {
    // A digit beside the token is of a number: 2madina5.
    let around = [token.lowerBound - 1, token.upperBound]
    guard !around.contains(where: { isDigit($0, text) }) else { return false }
    return readings(of: Array(text.scalars[token])).contains { letters in
      var letters = letters
      _ = Homoglyphs.repair(&letters, letters.indices)
      let skeleton = Skeleton.of(letters[...])
      return skeleton.utf8.count > 3
        && lists.names.entry(for: skeleton).map { $0.use != .mostlyOrdinary } == true
    }
  }

  private func isDigit(_ index: Int, _ text: NormalizedText) -> Bool {
    text.scalars.indices.contains(index) && text.scalars[index].isPlainDigit
  }

  /// What the token may say: at most 27 ways, since each sign has up to three.
  private func readings(of token: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    token.reduce(into: [[]]) { readings, scalar in
      let letters = disguises[scalar].map { Array($0.unicodeScalars) } ?? [scalar]
      readings = readings.flatMap { begun in letters.map { begun + [$0] } }
    }
  }
}

/// The letters that a sign stands for; their script is that of the other letters.
private let disguises: [Unicode.Scalar: String] = [
  "0": "oa", "1": "il", "3": "ezз", "4": "aч", "5": "s", "6": "б", "7": "t", "8": "в", "@": "a",
  "$": "s",
]
