// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// What a word of the large list may be; several at once where it is said of several things.
package struct WordRoles: OptionSet, Sendable {
  /// One bit for each role.
  package let rawValue: UInt8
  /// From its bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  static let given = WordRoles(rawValue: 1)
  static let surname = WordRoles(rawValue: 2)
  static let place = WordRoles(rawValue: 4)
  /// A name of some person or place.
  static let proper = WordRoles(rawValue: 8)
  /// A word of everyday language.
  static let ordinary = WordRoles(rawValue: 16)

  init?(section: Substring) {
    switch section.prefix(while: { $0 != " " }) {
    case "given": self = .given
    case "surnames": self = .surname
    case "places": self = .place
    case "proper": self = .proper
    case "ordinary": self = .ordinary
    default: return nil
    }
  }
}

/// Some hundred thousand words by sound, from `rare.txt`: found by hash, without their endings.
///
/// The words themselves are not kept: 64 bits of each stand in a table, so that reading the file
/// takes a few hundredths of a second.
struct RareWords: Sendable {
  private var keys: [UInt64] = []
  private var roles: [WordRoles] = []
  private var regions: [UInt8] = []
  private var regionNames: [String] = []
  private var mask = 0

  /// Reads the text of `rare.txt`, and adds the entries of the smaller lists.
  init(
    _ text: String, file: String = "rare.txt", beside others: [(WordRoles, [ListEntry])]
  ) throws(RedactionTablesError) {
    let bytes = Array(text.utf8)
    let words = others.flatMap { role, entries in
      entries.flatMap(\.spellings).map { (role, WordHash.of($0.joined(separator: " ").utf8)) }
    }
    let lines = bytes.count { $0 == UInt8(ascii: "\n") } + words.count
    var size = 1024
    while size < lines * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    roles = Array(repeating: [], count: size)
    regions = Array(repeating: 0, count: size)
    mask = size - 1
    try read(bytes, file: file)
    for (role, key) in words { insert(key, role, 0) }
  }

  private mutating func read(_ bytes: [UInt8], file: String) throws(RedactionTablesError) {
    var role: WordRoles?
    var region: UInt8 = 0
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      start = end + 1
      switch line.first {
      case nil, UInt8(ascii: "#"): continue
      case UInt8(ascii: "["):
        let name = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
        role = WordRoles(section: name[...])
        guard role != nil else { throw .unreadableEntry(file: file, line: number) }
        region = self.region(name)
      default:
        guard let role else { throw .unreadableEntry(file: file, line: number) }
        insert(WordHash.of(line), role, region)
      }
    }
  }

  /// Nought for all of Tajikistan, the last number for another country.
  private mutating func region(_ section: String) -> UInt8 {
    let words = section.split(separator: " ")
    guard words.count > 1, words[1] == "tajikistan" else { return Self.elsewhere }
    guard words.count > 2, regionNames.count < 250 else { return 0 }
    regionNames.append(String(words[2]))
    return UInt8(regionNames.count)
  }

  private mutating func insert(_ key: UInt64, _ role: WordRoles, _ region: UInt8) {
    let slot = slot(of: key)
    // The same name in two regions or countries tells neither.
    if role == .place, region != 0 {
      regions[slot] = regions[slot] == 0 || regions[slot] == region ? region : Self.elsewhere
    }
    keys[slot] = key
    roles[slot].formUnion(role)
  }

  private static let elsewhere: UInt8 = 255

  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while roles[slot] != [], keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  /// What the word may be, exactly as it stands.
  func roles(of key: UInt64) -> WordRoles { roles[slot(of: key)] }

  /// In which region of Tajikistan the place lies, where the list says one.
  func region(of key: UInt64) -> String? {
    let region = Int(regions[slot(of: key)])
    return region > 0 && region <= regionNames.count ? regionNames[region - 1] : nil
  }
}

/// FNV-1a, the same on every machine; nothing here is secret.
package enum WordHash {
  /// The hash of no letters at all.
  package static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  /// A word's hash, from its letters.
  package static func of(_ letters: some Sequence<UInt8>, after hash: UInt64 = empty) -> UInt64 {
    letters.reduce(hash, step)
  }

  /// The hash with one letter more.
  package static func step(_ hash: UInt64, _ letter: UInt8) -> UInt64 {
    (hash ^ UInt64(letter)) &* 0x100_0000_01b3
  }

  /// The hashes of all beginnings of a word, from none of its letters to all.
  static func beginnings(of letters: [UInt8]) -> [UInt64] {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(letters.count + 1)
    var hash = empty
    hashes.append(hash)
    for letter in letters {
      hash = step(hash, letter)
      hashes.append(hash)
    }
    return hashes
  }

  /// Two hashes as one.
  package static func pair(_ one: UInt64, _ other: UInt64) -> UInt64 {
    ((one &* 0x9e37_79b9_7f4a_7c15) ^ (one >> 31)) &+ other
  }
}
