// SPDX-License-Identifier: Apache-2.0

/// What the tagger looks at for each token: places in its table of weights.
package struct TaggerFeatures: Sendable {
  /// The tokens of the text.
  package let tokens: [TaggerToken]
  private let repeated: [UInt64: UInt64]
  private let quoted: [Bool]
  private let groups: [WordGroups.Group]

  init(_ tokens: [TaggerToken], groups: WordGroups) {
    self.tokens = tokens
    self.groups = tokens.map { $0.word == nil ? WordGroups.Group() : groups[$0.hash] }
    repeated = Self.repeated(tokens)
    quoted = Self.quoted(tokens)
  }

  /// How many places each token has, so that many texts can stand in one row.
  package static let count = 64

  /// Writes the places of one token's features; `bits` is the table's size as a power of two.
  ///
  /// Features that tell the very word are the first ``wordFeatures``, so that training can leave
  /// them out now and then: a name that is in no text is known by everything else.
  package func write(of index: Int, bits: Int, into places: inout [UInt32]) {
    // Moved, not copied: one row of places serves a whole text.
    var taken: [UInt32] = []
    swap(&taken, &places)
    var writer = PlaceWriter(bits: bits, places: taken)
    taken = []
    writeWords(index, &writer)
    writeShapes(index, &writer)
    writeLetters(index, &writer)
    writeLists(index, &writer)
    writeGroups(index, &writer)
    places = writer.places
  }

  /// How many of the first places tell the very word.
  package static let wordFeatures = 4

  private func writeWords(_ index: Int, _ writer: inout PlaceWriter) {
    let (own, before, after) = (hash(index), hash(index - 1), hash(index + 1))
    writer.add(own)
    writer.add(WordHash.pair(own, shape(index)))
    writer.add(WordHash.pair(before, own))
    writer.add(WordHash.pair(own, after))
    writer.add(before)
    writer.add(after)
    writer.add(hash(index - 2))
    writer.add(hash(index + 2))
    writer.add(WordHash.pair(before, shape(index)))
    writer.add(WordHash.pair(after, shape(index)))
    writer.add(WordHash.pair(WordHash.pair(hash(index - 2), before), shape(index)))
    writer.add(WordHash.pair(WordHash.pair(before, after), shape(index)))
  }

  private func writeShapes(_ index: Int, _ writer: inout PlaceWriter) {
    let own = shape(index)
    writer.add(own)
    writer.add(own &* 16 &+ shape(index - 1))
    writer.add(own &* 16 &+ shape(index + 1))
    let near = (own &* 16 &+ shape(index - 1)) &* 16 &+ shape(index + 1)
    writer.add(near)
    writer.add((near &* 16 &+ shape(index - 2)) &* 16 &+ shape(index + 2))
    writer.add(quoted(index) &* 16 &+ own)
    writer.add(mentions(index) &* 16 &+ own)
    writer.add(length(index) &* 16 &+ own)
  }

  private func writeLetters(_ index: Int, _ writer: inout PlaceWriter) {
    let token = tokens[index]
    let own = shape(index)
    for length in 1...5 {
      writer.add(token.hashes[min(length, token.letters.count)] &+ UInt64(length))
    }
    for length in 1...5 { writer.add(token.ending(length)) }
    writer.add(WordHash.pair(token.ending(2), own))
    writer.add(WordHash.pair(token.ending(3), own))
    writer.add(WordHash.pair(ending(index - 1, 2), own))
    writer.add(WordHash.pair(ending(index + 1, 2), own))
    writer.add(WordHash.pair(ending(index - 1, 3), token.ending(2)))
    writer.add(WordHash.pair(token.ending(3), ending(index + 1, 2)))
    writer.add(WordHash.pair(token.hashes[min(3, token.letters.count)], own))
  }

  private func writeLists(_ index: Int, _ writer: inout PlaceWriter) {
    let own = shape(index)
    let roles = UInt64(tokens[index].flags.roles)
    let (before, after) = (flags(index - 1), flags(index + 1))
    writer.add(roles)
    writer.add(WordHash.pair(roles, own))
    writer.add(UInt64(before.roles))
    writer.add(UInt64(after.roles))
    writer.add(WordHash.pair(UInt64(before.roles), roles))
    writer.add(WordHash.pair(roles, UInt64(after.roles)))
    writer.add(WordHash.pair(UInt64(tokens[index].flags.cues), own))
    writer.add(WordHash.pair(UInt64(before.cues), own))
    writer.add(WordHash.pair(UInt64(after.cues), own))
    writer.add(WordHash.pair(UInt64(flags(index - 2).cues), own))
    writer.add(WordHash.pair(roles, tokens[index].ending(2)))
    writer.add(WordHash.pair(WordHash.pair(UInt64(before.roles), own), shape(index - 1)))
    writer.add(WordHash.pair(WordHash.pair(UInt64(after.roles), own), shape(index + 1)))
    writer.add(WordHash.pair(mentions(index), roles))
  }

  private func writeGroups(_ index: Int, _ writer: inout PlaceWriter) {
    let (own, ownFamily, ownShape) = (group(index), family(index), shape(index))
    let (before, after) = (group(index - 1), group(index + 1))
    writer.add(own)
    writer.add(WordHash.pair(own, ownShape))
    writer.add(before)
    writer.add(after)
    writer.add(group(index - 2))
    writer.add(group(index + 2))
    writer.add(WordHash.pair(before, own))
    writer.add(WordHash.pair(own, after))
    writer.add(WordHash.pair(before, ownShape))
    writer.add(WordHash.pair(after, ownShape))
    writer.add(WordHash.pair(ownFamily, UInt64(tokens[index].flags.roles)))
    writer.add(WordHash.pair(WordHash.pair(family(index - 1), ownFamily), family(index + 1)))
    writer.add(WordHash.pair(own, tokens[index].ending(2)))
  }

  // MARK: Neighbours, with a stand-in beyond the text's ends

  private func hash(_ index: Int) -> UInt64 {
    tokens.indices.contains(index) ? tokens[index].hash : 1
  }

  private func shape(_ index: Int) -> UInt64 {
    tokens.indices.contains(index) ? tokens[index].shape.rawValue : 15
  }

  private func ending(_ index: Int, _ length: Int) -> UInt64 {
    tokens.indices.contains(index) ? tokens[index].ending(length) : 1
  }

  private func group(_ index: Int) -> UInt64 {
    groups.indices.contains(index) ? UInt64(groups[index].number) : 256
  }

  private func family(_ index: Int) -> UInt64 {
    groups.indices.contains(index) ? UInt64(groups[index].family) : 256
  }

  private func flags(_ index: Int) -> TokenFlags {
    tokens.indices.contains(index) ? tokens[index].flags : []
  }

  private func quoted(_ index: Int) -> UInt64 { quoted[index] ? 1 : 0 }

  private func length(_ index: Int) -> UInt64 { UInt64(min(tokens[index].letters.count, 9)) }

  /// How the word's other mentions in the text are written.
  private func mentions(_ index: Int) -> UInt64 { repeated[stem(tokens[index])] ?? 0 }

  // MARK: The whole text

  private static func repeated(_ tokens: [TaggerToken]) -> [UInt64: UInt64] {
    var repeated: [UInt64: UInt64] = [:]
    for token in tokens where token.word != nil && token.letters.count > 2 {
      let bit: UInt64 =
        switch token.shape {
        case .capital, .capitals: 1
        case .capitalAtStart: 2
        default: 4
        }
      let key = Self.stem(token)
      // The eighth bit: it is there twice.
      repeated[key] = repeated[key].map { $0 | bit | 8 } ?? bit
    }
    return repeated
  }

  private func stem(_ token: TaggerToken) -> UInt64 { Self.stem(token) }

  /// A word without what an ending may be.
  private static func stem(_ token: TaggerToken) -> UInt64 {
    token.hashes[token.letters.count > 5 ? token.letters.count - 2 : token.letters.count]
  }

  private static func quoted(_ tokens: [TaggerToken]) -> [Bool] {
    var quoted = [Bool](repeating: false, count: tokens.count)
    var open: Int?
    for (index, token) in tokens.enumerated() where token.shape == .sign {
      let sign = String(decoding: token.letters, as: UTF8.self)
      if sign == "«" || (sign == "»" && open == nil) {
        open = index
      } else if sign == "»", let start = open {
        // Longer ones quote what was said.
        if index - start <= 8 { for inside in (start + 1)..<index { quoted[inside] = true } }
        open = nil
      } else if sign == "\n" {
        open = nil
      }
    }
    return quoted
  }
}

/// Gives every kind of feature a seed of its own, by its turn.
private struct PlaceWriter {
  let bits: Int
  private(set) var places: [UInt32]
  private var turn: UInt64 = 0

  init(bits: Int, places: [UInt32]) {
    self.bits = bits
    self.places = places
  }

  mutating func add(_ value: UInt64) {
    turn += 1
    var mixed = (value ^ (turn &* 0xff51_afd7_ed55_8ccd)) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 32)) &* 0xc4ce_b9fe_1a85_ec53
    places.append(UInt32(truncatingIfNeeded: mixed >> (64 - UInt64(bits))))
  }
}
