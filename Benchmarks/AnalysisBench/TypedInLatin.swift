// SPDX-License-Identifier: Apache-2.0

/// Types Cyrillic text in Latin letters, as people do on a phone: each by a scheme of their own.
struct TypedInLatin {
  private let spelling: [Character: String]

  /// The one scheme that is most usual.
  static let usual = TypedInLatin(spelling: choices.mapValues { $0[0] })

  private init(spelling: [Character: String]) { self.spelling = spelling }

  /// A scheme drawn letter by letter: one for each text makes schemes mixed.
  init(mixedBy random: inout some RandomNumberGenerator) {
    var spelling: [Character: String] = [:]
    // Sorted, since a dictionary's own order is another in each run.
    for letter in Self.choices.keys.sorted() {
      spelling[letter] = Self.choices[letter]?.randomElement(using: &random)
    }
    self.spelling = spelling
  }

  /// The text in Latin letters; what is not Cyrillic stays.
  func callAsFunction(_ text: String) -> String {
    var typed = ""
    for character in text {
      guard let small = character.lowercased().first, let letters = spelling[small] else {
        typed.append(character)
        continue
      }
      typed += character.isUppercase ? letters.capitalizedFirst : letters
    }
    return typed
  }

  /// The usual spelling first.
  static let choices: [Character: [String]] = [
    "а": ["a"], "б": ["b"], "в": ["v", "v", "w"], "г": ["g"], "д": ["d"], "е": ["e", "e", "ye"],
    "ё": ["yo", "e", "jo", "io"], "ж": ["zh", "j"], "з": ["z"], "и": ["i"], "й": ["y", "i", "j"],
    "к": ["k"], "л": ["l"], "м": ["m"], "н": ["n"], "о": ["o"], "п": ["p"], "р": ["r"], "с": ["s"],
    "т": ["t"], "у": ["u"], "ф": ["f"], "х": ["kh", "h", "x"], "ц": ["ts", "c"],
    "ч": ["ch", "ch", "4", "c"], "ш": ["sh", "sh", "w"], "щ": ["sch", "shch", "sh"],
    "ъ": ["", "'"], "ы": ["y", "i"], "ь": ["", "'"], "э": ["e"], "ю": ["yu", "u", "ju", "iu"],
    "я": ["ya", "ja", "ia"],
    "ғ": ["gh", "g", "g'"], "ӣ": ["i", "ī", "y"], "қ": ["q", "k"], "ӯ": ["u", "o", "ū", "o'"],
    "ҳ": ["h", "x"], "ҷ": ["j", "dj", "dzh"], "ў": ["o'", "o", "u"],
  ]
}

/// Other ways in which the same words are typed.
enum TypedOtherwise {
  /// On a Russian keyboard, which lacks some letters of Tajik and of Uzbek.
  static func onRussianKeys(_ text: String) -> String {
    String(text.map { russian[$0] ?? $0 })
  }

  /// Uzbek in Cyrillic letters.
  static func inUzbekCyrillic(_ text: String) -> String {
    let letters = Array(withOneApostrophe(text))
    var typed = ""
    var position = 0
    while position < letters.count {
      let isFirst = position == 0 || !letters[position - 1].isLetter
      let (length, cyrillic) = cyrillic(letters, at: position, isFirst: isFirst)
      typed += letters[position].isUppercase ? cyrillic.capitalizedFirst : cyrillic
      position += length
    }
    return typed
  }

  /// Uzbek in Latin letters with another apostrophe, or none, and with w and 4 in place of sh and ch by some.
  static func withAnotherApostrophe(
    _ text: String, _ random: inout some RandomNumberGenerator
  ) -> String {
    let sign = ["", "'", "ʻ", "`", "’"].randomElement(using: &random) ?? ""
    let typed = withOneApostrophe(text).replacing("'", with: sign)
    guard Int.random(in: 0..<8, using: &random) == 0 else { return typed }
    return typed.replacing("sh", with: "w").replacing("ch", with: "4")
  }

  /// With a share of its letters left out, doubled or swapped with the next.
  static func withTypos(
    _ text: String, share: Double, _ random: inout some RandomNumberGenerator
  ) -> String {
    var letters = Array(text)
    var position = 0
    while position + 1 < letters.count {
      if letters[position].isLetter, Double.random(in: 0..<1, using: &random) < share {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: letters.remove(at: position)
        case 1: letters.insert(letters[position], at: position)
        default: letters.swapAt(position, position + 1)
        }
        position += 1
      }
      position += 1
    }
    return String(letters)
  }

  private static func withOneApostrophe(_ text: String) -> String {
    String(text.map { "ʻʼ‘’`´".contains($0) ? "'" : $0 })
  }

  private static func cyrillic(
    _ letters: [Character], at position: Int, isFirst: Bool
  ) -> (Int, String) {
    if position + 1 < letters.count {
      let pair = letters[position].lowercased() + letters[position + 1].lowercased()
      if let joined = pairs[pair] { return (2, joined) }
    }
    let small = letters[position].lowercased()
    if small == "e" { return (1, isFirst ? "э" : "е") }
    return (1, singles[small] ?? String(letters[position]))
  }

  private static let russian: [Character: Character] = [
    "ғ": "г", "Ғ": "Г", "ӣ": "и", "Ӣ": "И", "қ": "к", "Қ": "К", "ӯ": "у", "Ӯ": "У", "ҳ": "х",
    "Ҳ": "Х", "ҷ": "ч", "Ҷ": "Ч", "ў": "у", "Ў": "У",
  ]

  private static let pairs = [
    "o'": "ў", "g'": "ғ", "sh": "ш", "ch": "ч", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
    "ts": "ц",
  ]

  private static let singles = [
    "a": "а", "b": "б", "d": "д", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "x": "х", "y": "й", "z": "з", "'": "ъ", "c": "к", "w": "в",
  ]
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
