// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Gives the letters of a word one script: the one that has letters without a likeness in the other,
/// else that of most of its letters.
///
/// Besides Latin and Cyrillic likenesses it knows Greek letters, small capitals and a few others,
/// which no word of the four languages has.
enum Homoglyphs {
  /// Repairs a word and returns whether it is Latin.
  static func repair(_ scalars: inout [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    var (latin, cyrillic, foreign) = (0, 0, 0)
    for scalar in scalars[range] where scalar != "'" {
      switch scalar.value {
      case 0x400...0x52F: cyrillic += 1
      case 0x370...0x3FF, 0x530...0x58F, 0x1D00...0x1D2B, 0xA730...0xA731, 0x250...0x2AF:
        foreign += 1
      case 0..<0x250: latin += 1
      default: break
      }
    }
    let isLatin =
      latin > 0 && cyrillic > 0 ? isLatin(scalars[range], latin > cyrillic) : latin > cyrillic
    if foreign > 0 {
      for index in range { scalars[index] = ofForeign(scalars[index], isLatin: isLatin) }
    }
    guard latin > 0, cyrillic > 0 else { return latin > 0 }
    let likenesses = isLatin ? Lookalikes.toLatin : Lookalikes.toCyrillic
    for index in range { scalars[index] = likenesses[scalars[index]] ?? scalars[index] }
    return isLatin
  }

  private static func isLatin(
    _ word: ArraySlice<Unicode.Scalar>, _ isMostlyLatin: Bool
  ) -> Bool {
    let ownLatin = word.count {
      $0 != "'" && $0.value < 0x250 && Lookalikes.toCyrillic[$0] == nil
    }
    let ownCyrillic = word.count {
      (0x400...0x52F).contains($0.value) && Lookalikes.toLatin[$0] == nil
    }
    if ownLatin == 0, ownCyrillic > 0 { return false }
    if ownCyrillic == 0, ownLatin > 0 { return true }
    return isMostlyLatin
  }

  private static func ofForeign(_ scalar: Unicode.Scalar, isLatin: Bool) -> Unicode.Scalar {
    guard let latin = foreign[scalar] else { return scalar }
    return isLatin ? latin : Lookalikes.toCyrillic[latin] ?? latin
  }

  private static let foreign: [Unicode.Scalar: Unicode.Scalar] = [
    "α": "a", "β": "b", "ε": "e", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "v", "ο": "o",
    "ρ": "p", "τ": "t", "υ": "y", "χ": "x", "γ": "y", "ϲ": "c", "ζ": "z", "օ": "o", "ս": "u",
    "հ": "h", "ց": "g", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d",
    "ᴇ": "e", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n",
    "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y",
    "ᴢ": "z",
  ]
}
