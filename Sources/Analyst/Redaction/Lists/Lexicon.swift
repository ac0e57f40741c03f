// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Words by their skeleton, found also with the endings of the four languages.
struct Lexicon: Sendable {
  /// What was found: the listed form, and how the word is used besides.
  struct Entry: Equatable, Sendable {
    /// The skeleton of the entry's first spelling, one for all spellings.
    let base: String
    let use: WordUse
    /// Whether the entry is written in Latin letters in its file.
    let isLatin: Bool
  }

  private var entries: [String: Entry] = [:]
  /// Entries of several words, by the beginning of their first word.
  private var phrases: [String: [[String]]] = [:]
  private let endings: WordEndings

  init(_ list: [ListEntry] = [], endings: WordEndings) {
    self.endings = endings
    for entry in list {
      guard let base = entry.spellings.first?.joined() else { continue }
      for spelling in entry.spellings + entry.typed {
        if spelling.count > 1 {
          phrases[String(spelling[0].prefix(3)), default: []].append(spelling)
        } else if let word = spelling.first, entries[word] == nil {
          entries[word] = Entry(base: base, use: entry.use, isLatin: entry.isLatin)
        }
      }
    }
  }

  mutating func learn(_ skeleton: String) {
    if entries[skeleton] == nil {
      entries[skeleton] = Entry(base: skeleton, use: .name, isLatin: true)
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// An empty one that knows the same endings.
  func empty() -> Lexicon { Lexicon(endings: endings) }

  /// Looks a word up as it is, then without up to two endings.
  func entry(for skeleton: String) -> Entry? {
    entries[skeleton] ?? inflected(Array(skeleton.utf8), endings: 2)
  }

  func exactly(_ skeleton: String) -> Entry? { entries[skeleton] }

  private func inflected(_ word: [UInt8], endings left: Int) -> Entry? {
    guard left > 0, word.count > 3 else { return nil }
    for length in stride(from: min(6, word.count - 3), through: 1, by: -1) {
      let ending = String(decoding: word.suffix(length), as: UTF8.self)
      let stem = word.dropLast(length)
      guard let restored = endings.restored[ending] ?? Self.shortened(ending, after: stem.last)
      else { continue }
      for tail in restored {
        let base = String(decoding: stem, as: UTF8.self) + tail
        if let entry = entries[base], base.utf8.count > 3 { return entry }
      }
      guard endings.stacking.contains(ending), stem.count > 3 else { continue }
      if let entry = inflected(Array(stem), endings: left - 1) { return entry }
    }
    return nil
  }

  /// How many words, beginning at a place, are an entry of several words; nil when none is.
  func phrase(at index: Int, in words: [Word]) -> Int? {
    guard let candidates = phrases[String(words[index].skeleton.prefix(3))] else { return nil }
    return candidates.filter { phrase in
      index + phrase.count <= words.count
        && phrase.indices.allSatisfy { isForm(words[index + $0].skeleton, of: phrase[$0]) }
    }
    .map(\.count).max()
  }

  private func isForm(_ word: String, of listed: String) -> Bool {
    guard listed.utf8.count > 4 else { return word == listed }
    return word == listed
      || word.hasPrefix(listed.dropLast(2)) && word.utf8.count <= listed.utf8.count + 3
  }

  /// Endings that lost their first letter, since the skeleton writes double letters once: Умар-ро.
  private static func shortened(_ ending: String, after letter: UInt8?) -> [String]? {
    switch (letter, ending) {
    case (UInt8(ascii: "n"), "ing"), (UInt8(ascii: "d"), "an"), (UInt8(ascii: "r"), "o"): [""]
    default: nil
    }
  }
}

/// What may follow a listed word.
struct WordEndings: Sendable {
  /// What an ending stands in the place of: `Мадине` is `Мадин` and `а`.
  let restored: [String: [String]]
  /// Endings that may follow further endings.
  let stacking: Set<String>

  init(_ words: WordTables) {
    var restored: [String: [String]] = [:]
    for entry in words.list(.endings) {
      let parts = entry.split(separator: ">")
      let (ending, base) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
      restored[ending, default: []].append(base)
    }
    self.restored = restored
    stacking = words.set(.endingsBeforeEndings)
  }
}
