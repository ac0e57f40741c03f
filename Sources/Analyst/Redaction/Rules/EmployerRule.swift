// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms, shops and agencies by the words beside their names: `кафе «Зеля»`, `Zela firmasi`.
///
/// The word for what it is stays: that she worked in a cafe is her story, which one tells who she is.
struct EmployerRule: RedactionRule {
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
    text.words.indices.flatMap { index -> [RedactionMark] in
      guard words.isWorkplace(text.words[index]), !words.isForm(index, text) else { return [] }
      return marks(at: index, in: text)
    }
  }

  private func marks(at index: Int, in text: NormalizedText) -> [RedactionMark] {
    let word = text.words[index]
    let isOwned = words.isOwned(word)
    // In Russian and Tajik the name follows.
    let isPart = word.isLatin && word.isProper
    let before =
      word.isLatin || isOwned
      ? namesBefore.name(before: index, isSurelyNamed: isOwned || isPart, in: text) : nil
    let after = isOwned ? nil : namesAfter.name(after: index, isForm: false, in: text)
    return [after, before].compactMap(\.self).map { range, certainty in
      // Zela Hotel: a capital makes the word a part of the name.
      let isJoined = isPart && range.upperBound <= word.range.lowerBound
      let whole = isJoined ? range.lowerBound..<word.range.upperBound : range
      return text.mark(whole, .employer, certainty, by: "employer")
    }
  }
}
