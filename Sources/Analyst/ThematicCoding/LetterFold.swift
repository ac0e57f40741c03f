// SPDX-License-Identifier: Apache-2.0

/// Folds letters so that one cue finds a word in either script and in most ways people type it.
///
/// Tajik and Uzbek Cyrillic, Russian, and their Latin spellings become one row of plain letters:
/// `қонун`, `qonun` and `konun` all give `konun`. Different words may meet in one skeleton, which a
/// proposal can bear: a person reads the words that made it.
enum LetterFold {
  /// What one Unicode scalar is to the matcher.
  enum Role {
    /// A letter or digit, with the bytes that stand for it before digraphs are joined.
    case letter([UInt8])
    /// Belongs to the letter before it and adds nothing: combining marks, joiners.
    case mark
    /// An apostrophe: silent inside a word, a border outside.
    case apostrophe
    /// Space, punctuation, symbols.
    case border
  }

  static func role(of scalar: Unicode.Scalar) -> Role {
    let value = Int(scalar.value)
    guard value >= table.count else { return table[value] }
    return apostrophes.contains(scalar) ? .apostrophe : unlisted(scalar)
  }

  /// Joins digraphs, folds spellings together and drops doubled letters.
  static func appendSkeleton(of raw: [UInt8], to letters: inout [UInt8]) {
    let start = letters.count
    var position = 0
    while position < raw.count {
      let (length, replacement) = spelling(in: raw, at: position)
      for byte in replacement where !repeats(byte, in: letters, from: start) {
        letters.append(byte)
      }
      position += length
    }
  }

  private static func repeats(_ byte: UInt8, in letters: [UInt8], from start: Int) -> Bool {
    (0x61...0x7a).contains(byte) && letters.count > start && letters.last == byte
  }

  private static func spelling(in raw: [UInt8], at position: Int) -> (Int, [UInt8]) {
    for rule in spellings[Int(raw[position])]
    where raw[position...].starts(with: rule.from) {
      return (rule.from.count, rule.to)
    }
    return (1, [raw[position]])
  }

  private static func unlisted(_ scalar: Unicode.Scalar) -> Role {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
    default: break
    }
    guard properties.isAlphabetic || properties.numericType != nil else { return .border }
    return .letter(Array(properties.lowercaseMapping.utf8))
  }

  private static let apostrophes: Set<Unicode.Scalar> = [
    "'", "`", "´", "ʻ", "ʼ", "‘", "’", "ʹ", "′",
  ]

  /// Every scalar below U+0530: Latin, combining marks, Greek, Cyrillic.
  private static let table: [Role] = (0..<0x530).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return .border }
    guard !apostrophes.contains(scalar) else { return .apostrophe }
    let lower = scalar.properties.lowercaseMapping
    guard let letters = transliteration[lower] else { return unlisted(scalar) }
    return .letter(Array(letters.utf8))
  }

  private static let transliteration: [String: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ғ": "g", "ӣ": "i", "қ": "k", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ў": "o",
    "ğ": "g", "ş": "sh", "ç": "ch", "ı": "i", "i̇": "i", "ö": "o", "ü": "u", "ā": "a", "ī": "i",
    "ō": "o", "ū": "u", "ŭ": "o", "ǧ": "g", "š": "sh", "č": "ch", "ž": "zh", "é": "e", "á": "a",
  ]

  /// Longer spellings first; looked up by their first byte.
  private static let spellings: [[(from: [UInt8], to: [UInt8])]] = {
    var table = [[(from: [UInt8], to: [UInt8])]](repeating: [], count: 256)
    let rules = [
      ("shch", "sh"), ("sch", "sh"), ("sh", "sh"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
      ("kh", "h"), ("gh", "g"), ("ts", "s"), ("ye", "e"), ("yo", "e"), ("ch", "ch"),
      ("y", "i"), ("q", "k"), ("x", "h"), ("w", "v"), ("c", "s"),
    ]
    for (from, to) in rules {
      let from = Array(from.utf8)
      table[Int(from[0])].append((from, Array(to.utf8)))
    }
    return table
  }()
}
