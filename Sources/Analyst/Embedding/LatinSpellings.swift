// SPDX-License-Identifier: Apache-2.0

/// What Latin letters may stand for, by whatever scheme somebody types.
struct LatinSpellings: Spellings {
  let longest = 4

  private var choices: [String: [SpellingChoice]] = [:]

  static let russian = LatinSpellings(plain + common + russianOnly, softening: true)
  static let tajik = LatinSpellings(plain + common + tajikOnly, softening: false)

  private typealias Row = (latin: String, cyrillic: [(String, Float)])

  private init(_ rows: [Row], softening: Bool) {
    for (latin, cyrillic) in rows {
      choices[latin, default: []] += cyrillic.map {
        SpellingChoice(letters: Array($0.0.unicodeScalars), cost: $0.1)
      }
    }
    if softening { soften() }
  }

  func choices(for part: Range<Int>, of word: [Unicode.Scalar]) -> [SpellingChoice] {
    choices[String(String.UnicodeScalarView(word[part]))] ?? []
  }

  /// Most people leave out the soft sign: it may follow every consonant that it can follow.
  private mutating func soften() {
    let consonants = Set("бвдзлмнпрстфш".unicodeScalars)
    choices = choices.mapValues { known in
      known
        + known.compactMap { choice in
          guard let last = choice.letters.last, consonants.contains(last) else { return nil }
          return SpellingChoice(letters: choice.letters + ["ь"], cost: choice.cost + 1)
        }
    }
  }

  /// Letters that stand for one letter in every scheme.
  private static let plain: [Row] = zip("abvgdzklmnoprstuf", "абвгдзклмнопрстуф").map {
    ("\($0)", [("\($1)", 0)])
  }

  private static let common: [Row] = [
    ("e", [("е", 0), ("э", 1)]), ("ye", [("е", 0), ("э", 2)]),
    ("yo", [("ё", 0)]), ("jo", [("ё", 0), ("йо", 2)]), ("io", [("ио", 0), ("ё", 1.5)]),
    ("zh", [("ж", 0)]), ("j", [("ж", 0), ("й", 0)]), ("ž", [("ж", 0)]),
    ("i", [("и", 0), ("й", 1)]), ("y", [("й", 0), ("и", 1)]),
    ("w", [("в", 0), ("ш", 0)]), ("sh", [("ш", 0)]), ("š", [("ш", 0)]),
    ("kh", [("х", 0)]), ("h", [("х", 0)]), ("x", [("х", 0), ("кс", 2)]),
    ("ts", [("ц", 0), ("тс", 2)]), ("c", [("ц", 0), ("ч", 0), ("к", 2)]),
    ("ch", [("ч", 0)]), ("4", [("ч", 0)]), ("č", [("ч", 0)]),
    ("yu", [("ю", 0), ("йу", 3)]), ("ju", [("ю", 0), ("жу", 1)]),
    ("iu", [("ю", 1), ("иу", 1)]), ("ya", [("я", 0), ("йа", 3)]),
    ("ja", [("я", 0), ("жа", 1)]), ("ia", [("ия", 0), ("я", 0.5), ("иа", 2)]),
    ("â", [("я", 0)]), ("dj", [("дж", 0)]),
  ]

  private static let russianOnly: [Row] = [
    ("q", [("к", 0)]), ("sch", [("щ", 0)]), ("shch", [("щ", 0)]), ("sh", [("щ", 2)]),
    ("y", [("ы", 0)]), ("i", [("ы", 1)]), ("'", [("ь", 0), ("ъ", 1), ("", 2)]),
    ("yj", [("ый", 0)]), ("iy", [("ий", 0), ("ый", 0.5)]), ("yy", [("ый", 0)]),
    ("e", [("ье", 3)]), ("ye", [("ье", 1)]), ("ya", [("ья", 1)]), ("ja", [("ья", 1)]),
    ("ia", [("ья", 1.5)]), ("yu", [("ью", 1)]), ("ju", [("ью", 1)]), ("iu", [("ью", 1.5)]),
  ]

  private static let tajikOnly: [Row] = [
    ("q", [("қ", 0), ("к", 1)]), ("k", [("қ", 1.5)]), ("ķ", [("қ", 0)]),
    ("gh", [("ғ", 0)]), ("g'", [("ғ", 0)]), ("g", [("ғ", 1.5)]), ("ġ", [("ғ", 0)]),
    ("h", [("ҳ", 0)]), ("x", [("ҳ", 1)]), ("i", [("ӣ", 2)]), ("y", [("ӣ", 2)]),
    ("ī", [("ӣ", 0)]), ("u", [("ӯ", 1.5)]), ("o", [("ӯ", 2)]), ("o'", [("ӯ", 0)]),
    ("ū", [("ӯ", 0)]), ("j", [("ҷ", 0)]), ("dj", [("ҷ", 0)]), ("dzh", [("ҷ", 0)]),
    ("'", [("ъ", 0), ("", 1)]),
  ]
}
