// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into sentences, also one that was typed on a phone without capitals.
///
/// Not Unicode's UAX #29: there a full stop before a small letter ends nothing, and these texts have few
/// capitals. A new line always ends a sentence; a full stop after
/// an initial ("Ф. Р.", "г.") or inside a number never does. A single small vowel is a word ("dedi u.").
public enum Sentences {
  /// Unicode scalar offsets of each sentence, in order, without the spaces around it.
  ///
  /// No grapheme is cut: what looks like one letter stays whole.
  /// - Parameter text: any text.
  /// - Returns: ranges that are not empty and do not overlap.
  public static func ranges(in text: String) -> [Range<Int>] {
    var cutter = Cutter()
    for character in text { cutter.take(character) }
    cutter.close()
    return cutter.sentences
  }

  private struct Cutter {
    var sentences: [Range<Int>] = []
    private var offset = 0
    private var start: Int?
    private var end = 0
    /// The word that is being read, as far as it may be an initial: one letter.
    private var wordLength = 0
    private var isInitial = false
    private var mayEnd = false

    mutating func take(_ character: Character) {
      let after = offset + character.unicodeScalars.count
      defer { offset = after }
      if character.isNewline { return close() }
      if character.isWhitespace {
        if mayEnd { close() }
        return wordLength = 0
      }
      if start == nil { start = offset }
      end = after
      look(at: character)
    }

    mutating func close() {
      if let start { sentences.append(start..<end) }
      (start, wordLength, mayEnd) = (nil, 0, false)
    }

    private mutating func look(at character: Character) {
      switch character {
      case "!", "?", "…", "؟", "。": mayEnd = true
      case ".": mayEnd = mayEnd || wordLength != 1 || !isInitial
      case "\"", "'", "»", "”", "’", ")", "]": break
      default:
        mayEnd = false
        wordLength += character.isLetter || character.isNumber ? 1 : 0
        isInitial =
          character.isLetter && (character.isUppercase || !"aeiouаеиоуэюя".contains(character))
      }
    }
  }
}
