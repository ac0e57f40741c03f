// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Firms by the last word of their name, without a word beside it: `Zelgate Foods`, `Зельвосток Сервис`.
struct FirmTailRule: RedactionRule {
  let words: FirmWords

  var kind: RedactionKind { .employer }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.dropFirst().compactMap { index in
      guard words.isTail(text.words[index]), let first = first(before: index, in: text) else {
        return nil
      }
      return text.mark(
        text.words[first].range.lowerBound..<text.words[index].range.upperBound, .employer,
        .doubtful, by: "firm tail")
    }
  }

  /// Up to three capitals that mean something, or one small word that no list knows.
  private func first(before last: Int, in text: NormalizedText) -> Int? {
    guard words.joins(last - 1, last, text) else { return nil }
    guard text.words[last].isProper else {
      return words.isUnknown(last - 1, text) && words.lists.roles(of: text.words[last - 1]).isEmpty
        ? last - 1 : nil
    }
    var first = last
    while first > 0, last - first < 3, words.joins(first - 1, first, text),
      text.words[first - 1].isCapitalised, !words.isStop(text.words[first - 1]),
      !words.isWorkplace(text.words[first - 1])
    {
      first -= 1
    }
    return first < last ? first : nil
  }
}
