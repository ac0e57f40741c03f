// SPDX-License-Identifier: Apache-2.0

/// What Tajik's Cyrillic letters may stand for in the Persian alphabet.
///
/// Persian leaves out short vowels inside a word, has several letters for one sound, and writes a
/// vowel by where it stands. A draft: somebody who writes both should look at it.
struct PersianSpellings: Spellings {
  let longest = 2

  private typealias Row = (tajik: String, persian: [(String, Float)])

  private let anywhere = Self.table(Self.plain + Self.consonants + Self.joined + Self.doubled)
  private let first = Self.table(Self.firstVowels)
  private let inside = Self.table(Self.innerVowels)
  private let last = Self.table(Self.lastVowels)

  func choices(for part: Range<Int>, of word: [Unicode.Scalar]) -> [SpellingChoice] {
    let letters = String(String.UnicodeScalarView(word[part]))
    let vowels = part.lowerBound == 0 ? first : part.upperBound == word.count ? last : inside
    return (anywhere[letters] ?? []) + (vowels[letters] ?? [])
  }

  private static func table(_ rows: [Row]) -> [String: [SpellingChoice]] {
    rows.reduce(into: [:]) { table, row in
      table[row.tajik, default: []] += row.persian.map {
        SpellingChoice(letters: Array($0.0.unicodeScalars), cost: $0.1)
      }
    }
  }

  private static let plain: [Row] = zip("бвғджклмнпрфчҷшқщы", "بوغدژکلمنپرفچجشقشی").map {
    ("\($0)", [("\($1)", 0)])
  }

  /// Those of Arabic words, and what is typed on a Russian keyboard.
  private static let consonants: [Row] = [
    ("г", [("گ", 0), ("غ", 1.5)]), ("к", [("ق", 1.5)]), ("ч", [("ج", 2)]), ("дж", [("ج", 0)]),
    ("х", [("خ", 0), ("ه", 1.5), ("ح", 1.5)]), ("ҳ", [("ه", 0), ("ح", 0.3)]),
    ("з", [("ز", 0), ("ذ", 0.5), ("ض", 0.5), ("ظ", 0.5)]),
    ("с", [("س", 0), ("ص", 0.5), ("ث", 0.5)]), ("т", [("ت", 0), ("ط", 0.5)]),
    ("й", [("ی", 0), ("", 1)]), ("ц", [("تس", 0), ("س", 0.5)]), ("ь", [("", 0)]),
    ("ъ", [("ع", 0), ("ئ", 1), ("", 1)]),
  ]

  /// Letters for two sounds, and sounds that Persian writes with other letters together.
  private static let joined: [Row] = [
    ("я", [("یا", 0), ("ی", 0), ("یه", 0.5)]), ("ё", [("یا", 0), ("یو", 3)]),
    ("ю", [("یو", 0), ("ی", 0.5), ("و", 1.5)]),
    ("хо", [("خوا", 0.7)]), ("хе", [("خوی", 1)]), ("ав", [("و", 0)]), ("ай", [("ی", 0)]),
    ("аъ", [("ع", 0)]), ("иъ", [("ع", 0)]), ("уъ", [("ع", 0)]), ("оъ", [("اع", 0)]),
    ("ъа", [("ع", 0)]), ("ъо", [("عا", 0)]), ("ъи", [("ع", 0), ("عی", 0)]),
    ("ои", [("ای", 0), ("ائ", 0.7)]), ("оя", [("ایه", 0), ("ایا", 0)]), ("оӣ", [("ایی", 0)]),
  ]

  /// Persian writes a doubled letter once.
  private static let doubled: [Row] = (plain + consonants).filter { $0.tajik.count == 1 }.map {
    ($0.tajik + $0.tajik, $0.persian)
  }

  private static let firstVowels: [Row] = [
    ("а", [("ا", 0), ("ع", 1)]), ("о", [("آ", 0), ("ا", 1), ("عا", 1)]), ("ӣ", [("ای", 0)]),
    ("и", [("ا", 0), ("ای", 0.5), ("ع", 1), ("عی", 1.5)]), ("ӯ", [("او", 0)]),
    ("у", [("ا", 0), ("او", 0.5), ("ع", 1)]), ("е", [("ی", 0), ("ای", 1)]),
    ("э", [("ا", 0), ("ای", 1), ("ع", 1)]),
  ]

  private static let innerVowels: [Row] = [
    ("а", [("", 0), ("ا", 2), ("ع", 2)]), ("о", [("ا", 0), ("آ", 2)]), ("ӣ", [("ی", 0)]),
    ("и", [("", 0), ("ی", 0), ("ئی", 1.5), ("ع", 2)]), ("ӯ", [("و", 0)]),
    ("у", [("و", 0), ("", 0.2)]), ("е", [("ی", 0), ("", 2)]),
    ("э", [("", 0), ("ی", 1), ("ئ", 1)]),
  ]

  private static let lastVowels: [Row] = [
    ("а", [("ه", 0), ("", 2), ("ا", 3)]), ("о", [("ا", 0)]), ("ӣ", [("ی", 0)]),
    ("и", [("", 0), ("ی", 0.7), ("ه", 1)]), ("ӯ", [("و", 0)]), ("у", [("و", 0)]),
    ("е", [("ی", 0)]), ("э", [("ه", 0)]),
  ]

  /// Short words that no rule gives.
  static let words = [
    "ва": "و", "ки": "که", "чи": "چه", "се": "سه", "ё": "یا", "ман": "من", "шуд": "شد",
    "шуда": "شده", "буд": "بود", "чунки": "چونکه",
  ]
}
