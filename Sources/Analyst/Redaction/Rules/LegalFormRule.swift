// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms by their form of law, which goes with the name: `ООО «Зеля»`, `Zela MCHJ`, `Zela Ltd`.
struct LegalFormRule: RedactionRule {
  let names: FirmNames

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      guard names.isForm(index, text) else { return nil }
      guard let (range, certainty) = name(beside: index, in: text) else { return nil }
      let own = text.words[index].range
      let lower = min(own.lowerBound, range.lowerBound)
      return text.mark(
        lower..<max(own.upperBound, range.upperBound), .employer, certainty, by: "employer")
    }
  }

  /// In Uzbek and English the name stands before the form.
  private func name(beside index: Int, in text: NormalizedText) -> (Range<Int>, Certainty)? {
    let word = text.words[index]
    let after = { names.following(index, text, isForm: word.range.count > 2) }
    let before = { names.preceding(index, text, isSurelyNamed: true) }
    return word.isLatin ? before() ?? after() : after() ?? before()
  }
}
