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
    /// Letters and digits of the word that is being read, counted to two: one may be an initial.
    private var wordLength = 0
    private var last: Character = " "
    private var mayEnd = false

    mutating func take(_ character: Character) {
      let after = offset + character.unicodeScalars.count
      defer { offset = after }
      switch Kind(character) {
      case .newline: return close()
      case .space:
        if mayEnd { close() }
        return wordLength = 0
      case .end: mayEnd = true
      case .stop: mayEnd = mayEnd || wordLength != 1 || !Self.isInitial(last)
      case .closing: break
      case .other: look(at: character)
      }
      if start == nil { start = offset }
      end = after
    }

    mutating func close() {
      if let start { sentences.append(start..<end) }
      (start, wordLength, mayEnd) = (nil, 0, false)
    }

    private mutating func look(at character: Character) {
      (mayEnd, last) = (false, character)
      // To ask Unicode's tables for every letter would be most of the work.
      guard wordLength < 2 else { return }
      wordLength += character.isLetter || character.isNumber ? 1 : 0
    }

    private static func isInitial(_ letter: Character) -> Bool {
      letter.isLetter && (letter.isUppercase || !"aeiouаеиоуэюя".contains(letter))
    }
  }

  /// What a character does to a sentence.
  private enum Kind {
    case newline, space, end, stop, closing, other

    init(_ character: Character) {
      guard let scalar = character.unicodeScalars.first else {
        self = .other
        return
      }
      self = Self.isPlainLetter(scalar) ? .other : Self(character, scalar)
    }

    private init(_ character: Character, _ scalar: Unicode.Scalar) {
      if character.isNewline {
        self = .newline
      } else if character.isWhitespace {
        self = .space
      } else {
        self = character.unicodeScalars.count == 1 ? Self(mark: scalar) : .other
      }
    }

    private init(mark: Unicode.Scalar) {
      switch mark {
      case "!", "?", "…", "؟", "。": self = .end
      case ".": self = .stop
      case "\"", "'", "»", "”", "’", ")", "]": self = .closing
      default: self = .other
      }
    }

    /// Most of what people write; asked first, since it is only compared.
    private static func isPlainLetter(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "A"..."Z", "\u{400}"..."\u{481}", "\u{48A}"..."\u{52F}": true
      default: false
      }
    }
  }
}
