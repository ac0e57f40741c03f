// SPDX-License-Identifier: Apache-2.0

import Languages
import ThematicCoding

/// Chooses the sentences that show best what a group of texts says.
enum Passages {
  /// One sentence of each of the most typical texts: the one with most of the group's words.
  static func typical(
    of members: [Int], in texts: [String], words: [String], most: Int = 3
  ) -> [TypicalPassage] {
    let stems = Set(words.map(stem(of:)))
    return members.prefix(most).compactMap { member in
      let scalars = Array(texts[member].unicodeScalars)
      let sentences = Sentences.ranges(in: texts[member]).map { range in
        (range: range, found: found(stems, in: Array(scalars[range])))
      }
      guard
        let best = sentences.max(by: {
          ($0.found, -$0.range.lowerBound) < ($1.found, -$1.range.lowerBound)
        })
      else { return nil }
      return TypicalPassage(text: member, range: best.range)
    }
  }

  private static func found(_ stems: Set<[UInt8]>, in scalars: [Unicode.Scalar]) -> Int {
    let folded = FoldedText(scalars)
    let own = folded.words.map { Array(folded.letters[$0.letters].prefix(TypicalWords.stem)) }
    return Set(own).intersection(stems).count
  }

  private static func stem(of word: String) -> [UInt8] {
    let folded = FoldedText(Array(word.unicodeScalars))
    return folded.words.first.map { Array(folded.letters[$0.letters].prefix(TypicalWords.stem)) }
      ?? []
  }
}
