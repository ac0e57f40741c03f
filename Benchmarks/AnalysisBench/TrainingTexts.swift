// SPDX-License-Identifier: Apache-2.0

import Redaction
import ThemeLearning

/// What the tagger learns from: each text as it is, without capitals,
/// with those of sentences alone, and typed in Latin letters.
struct TrainingTexts {
  let lists: RedactionLists
  let groups: WordGroups
  let bits: Int
  let seed: UInt64

  /// The examples of all ways of writing the texts.
  func examples(_ texts: [MarkedText]) -> [TaggerExample] {
    var random = SeededRandom(seed: seed)
    let ways = texts.flatMap { text in
      let cyrillic = text.text.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
      var ways = [text, text.lowered, text.withoutNameCapitals]
      if cyrillic {
        let latin = text.inLatin(using: &random)
        ways += [latin, text.inLatin(using: &random).lowered]
      }
      return ways
    }
    return ways.inOrder { TaggerExample.all(of: $0, lists: lists, groups: groups, bits: bits) }
      .flatMap(\.self)
  }
}
