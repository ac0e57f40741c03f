// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms by their form of law, which goes with the name: `ООО «Зеля»`, `Zela MCHJ`, `Zela Ltd`.
struct LegalFormRule: RedactionRule {
  private let words: FirmWords
  private let namesAfter: FirmNamesAfter
  private let namesBefore: FirmNamesBefore

  init(words: FirmWords) {
    self.words = words
    namesAfter = FirmNamesAfter(words: words)
    namesBefore = FirmNamesBefore(words: words)
  }

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.compactMap { index in
      guard words.isForm(index, text) else { return nil }
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
    let after = { namesAfter.name(after: index, isForm: word.range.count > 2, in: text) }
    let before = {
      namesBefore.name(
        before: index, isSurelyNamed: true, isForm: word.range.count > 2, in: text)
    }
    return word.isLatin ? before() ?? after() : after() ?? before()
  }
}
