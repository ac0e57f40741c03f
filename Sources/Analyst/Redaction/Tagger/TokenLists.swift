// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// What the lists say of a word: five roles as it stands, five without its ending, and cues.
struct TokenFlags: OptionSet, Sendable {
  let rawValue: UInt32

  static let nameCue = TokenFlags(rawValue: 1 << 10)
  static let titleBefore = TokenFlags(rawValue: 1 << 11)
  static let titleAfter = TokenFlags(rawValue: 1 << 12)
  static let official = TokenFlags(rawValue: 1 << 13)
  static let placeCue = TokenFlags(rawValue: 1 << 14)
  static let bodyCue = TokenFlags(rawValue: 1 << 15)
  static let child = TokenFlags(rawValue: 1 << 16)
  static let coarse = TokenFlags(rawValue: 1 << 17)

  /// The roles only.
  var roles: UInt32 { rawValue & 0x3FF }
  /// The cues only.
  var cues: UInt32 { rawValue >> 10 }
}

/// The lists in the form that the tagger asks: by hash.
struct TokenLists: Sendable {
  private let rare: RareWords
  private var cues: [UInt64: TokenFlags] = [:]
  private var beginnings: [UInt64: TokenFlags] = [:]
  private let endings: Set<UInt64>

  init(rare: RareWords, words: WordTables, kept: [String], endings: WordEndings) {
    self.rare = rare
    self.endings = Set(endings.restored.keys.map { WordHash.of($0.utf8) })
    for (tables, flag) in Self.tables {
      for table in tables {
        for word in words.list(table) { add(word, flag, whole: !Self.begin.contains(table)) }
      }
    }
    for word in kept { add(word, .coarse, whole: true) }
  }

  private mutating func add(_ word: String, _ flag: TokenFlags, whole: Bool) {
    let hash = WordHash.of(word.utf8)
    if whole {
      cues[hash, default: []].formUnion(flag)
    } else {
      beginnings[hash, default: []].formUnion(flag)
    }
  }

  /// What is known of a word with these letters and the hashes of its beginnings.
  func flags(letters: [UInt8], hashes: [UInt64]) -> TokenFlags {
    let count = letters.count
    let (exact, stem) = roles(letters, hashes)
    var flags = TokenFlags(rawValue: UInt32(exact.rawValue) | UInt32(stem.rawValue) << 5)
    if let cue = cues[hashes[count]] { flags.formUnion(cue) }
    if count >= 4 {
      for length in 4...min(count, 9) {
        if let cue = beginnings[hashes[length]] { flags.formUnion(cue) }
      }
    }
    return flags
  }

  /// What the lists say of a word as it stands; if nothing, without an ending of `words.txt`.
  func roles(of letters: [UInt8]) -> WordRoles {
    let forms = forms(of: letters)
    let exact = rare.roles(of: forms[0])
    return exact != [] ? exact : forms.reduce(into: []) { $0.formUnion(rare.roles(of: $1)) }
  }

  /// The section of a place, with an ending or without.
  func region(of letters: [UInt8]) -> String? { rare.region(of: forms(of: letters)) }

  /// The hashes of a word as it stands and without an ending.
  private func forms(of letters: [UInt8]) -> [UInt64] {
    let hashes = WordHash.beginnings(of: letters)
    var forms = [hashes[letters.count]]
    guard letters.count > 4 else { return forms }
    for length in (max(4, letters.count - 3)..<letters.count).reversed()
    where endings.contains(WordHash.of(letters[length...])) {
      forms += [hashes[length], WordHash.step(hashes[length], UInt8(ascii: "a"))]
    }
    return forms
  }

  private func roles(
    _ letters: [UInt8], _ hashes: [UInt64]
  ) -> (exact: WordRoles, stem: WordRoles) {
    let count = letters.count
    var stem: WordRoles = []
    if count > 4 {
      for length in max(4, count - 3)..<count {
        stem.formUnion(rare.roles(of: hashes[length]))
        // Мадину is Мадина.
        if length >= count - 2 {
          stem.formUnion(rare.roles(of: WordHash.step(hashes[length], UInt8(ascii: "a"))))
        }
      }
    }
    return (rare.roles(of: hashes[count]), stem)
  }

  private static let begin: Set<WordTable> = [.officials, .placeAfter]
  private static let tables: [([WordTable], TokenFlags)] = [
    ([.nameCues], .nameCue), ([.titlesBefore], .titleBefore), ([.titlesAfter], .titleAfter),
    ([.officials], .official), ([.placeBefore, .placeBeside, .placeAfter], .placeCue),
    ([.employers, .employersAfter], .bodyCue), ([.children], .child),
  ]
}
