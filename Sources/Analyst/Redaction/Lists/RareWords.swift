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
  private var sections: [String] = []
  /// What is known of the places of `places.txt`, which people mean rather than a far village.
  private var listed: [UInt64: UInt8] = [:]
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
    for (role, entries) in others where role == .place { list(entries) }
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

  /// The number of what follows `places` in a section's name; nought when nothing does.
  private mutating func region(_ section: String) -> UInt8 {
    let words = section.split(separator: " ").dropFirst()
    return words.isEmpty ? 0 : number(of: words.joined(separator: " "))
  }

  private mutating func number(of section: String) -> UInt8 {
    if let place = sections.firstIndex(of: section) { return UInt8(place + 1) }
    guard sections.count < 250 else { return Self.elsewhere }
    sections.append(section)
    return UInt8(sections.count)
  }

  /// Remembers entries that somebody wrote down, each with the country of its section.
  private mutating func list(_ entries: [ListEntry]) {
    var countries: [UInt64: Set<String>] = [:]
    for entry in entries {
      let country = PlaceRegions.country(entry.section).map { [$0] } ?? []
      for spelling in entry.spellings {
        let key = WordHash.of(spelling.joined(separator: " ").utf8)
        countries[key, default: []].formUnion(country)
      }
    }
    for (key, named) in countries { listed[key] = region(of: key, in: named) }
  }

  /// The region that the large list knows within the country; else the country alone.
  private mutating func region(of key: UInt64, in countries: Set<String>) -> UInt8 {
    let known = regions[slot(of: key)]
    guard let country = countries.first else { return known }
    guard countries.count == 1 else { return Self.elsewhere }
    let whole = self.number(of: country)
    let both = common(known, whole)
    return both == Self.elsewhere ? whole : both
  }

  /// The same name in two regions or countries tells neither.
  private func common(_ one: UInt8, _ other: UInt8) -> UInt8 {
    if one == other || other == 0 { return one }
    guard one != 0 else { return other }
    guard let first = section(one), let second = section(other),
      let both = PlaceRegions.common(first, second)
    else { return Self.elsewhere }
    return both == first ? one : other
  }

  private func section(_ number: UInt8) -> String? {
    number > 0 && Int(number) <= sections.count ? sections[Int(number) - 1] : nil
  }

  private mutating func insert(_ key: UInt64, _ role: WordRoles, _ region: UInt8) {
    let slot = slot(of: key)
    if role == .place { regions[slot] = common(regions[slot], region) }
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

  /// The section that a word of several forms lies in, where the lists agree on one.
  ///
  /// Forms that stand in `places.txt` are asked first, since they are what people mean.
  func region(of forms: [UInt64]) -> String? {
    let written = forms.compactMap { listed[$0] }
    let found = written.isEmpty ? forms.map { regions[slot(of: $0)] }.filter { $0 != 0 } : written
    guard let first = found.first else { return nil }
    return section(found.reduce(first, common))
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
