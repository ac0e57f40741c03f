// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms, shops and agencies by the words beside their names: `кафе «Зеля»`, `Zela firmasi`.
///
/// The word for what it is stays: that she worked in a cafe is her story, which one tells who she is.
struct EmployerRule: RedactionRule {
  let names: FirmNames

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.flatMap { index -> [RedactionMark] in
      let word = text.words[index]
      guard names.isWorkplace(word), !names.isForm(index, text) else { return [] }
      let isOwned = names.isOwned(word)
      // In Russian and Tajik the name follows.
      let isPart = word.isLatin && word.isProper
      let before =
        word.isLatin || isOwned
        ? names.preceding(index, text, isSurelyNamed: isOwned || isPart) : nil
      let after = isOwned ? nil : names.following(index, text, isForm: false)
      return [after, before].compactMap(\.self).map { range, certainty in
        // Zela Hotel: a capital makes the word a part of the name.
        let isJoined = isPart && range.upperBound <= word.range.lowerBound
        let whole = isJoined ? range.lowerBound..<word.range.upperBound : range
        return text.mark(whole, .employer, certainty, by: "employer")
      }
    }
  }
}
