// SPDX-License-Identifier: Apache-2.0

/// Groups of words that stand in the same surroundings, by sound: so the tagger knows something
/// of words that no marked text had.
///
/// A table of cells by hash, each a check, a group and its family in one byte each; a word that is
/// not in it may be taken for another about once in a hundred.
package struct WordGroups: Sendable, Equatable {
  /// The group of a word and the family of like groups that it belongs to; nought when unknown.
  package struct Group: Sendable, Equatable {
    /// One of 255.
    package var number: UInt8 = 0
    /// One of a few.
    package var family: UInt8 = 0

    /// A group by its numbers.
    package init(number: UInt8 = 0, family: UInt8 = 0) {
      self.number = number
      self.family = family
    }
  }

  /// The number of cells, as a power of two; nought for no table.
  package let bits: Int
  /// Three bytes a cell.
  package private(set) var cells: [UInt8]

  /// No groups at all.
  package static let none = WordGroups(bits: 0, cells: [])

  /// A table as it stands in a file.
  package init(bits: Int, cells: [UInt8]) {
    self.bits = bits
    self.cells = cells
  }

  /// A table of words by the hash of their sound; of words that sound alike the first counts.
  ///
  /// Words come in the order of how frequent they are; what would make the table slow is left out.
  package init(bits: Int, words: [(hash: UInt64, group: Group)]) {
    self.init(bits: bits, cells: Array(repeating: 0, count: 3 << bits))
    var room = (1 << bits) * 5 / 8
    for (hash, group) in words where group.number > 0 && room > 0 && self[hash].number == 0 {
      let cell = cell(of: hash)
      cells.replaceSubrange(
        cell..<(cell + 3), with: [Self.check(hash), group.number, group.family])
      room -= 1
    }
  }

  /// The group of a word, by the hash of its sound.
  package subscript(hash: UInt64) -> Group {
    guard bits > 0 else { return Group() }
    let cell = cell(of: hash)
    return Group(number: cells[cell + 1], family: cells[cell + 2])
  }

  /// Where the word is, or where it would stand.
  private func cell(of hash: UInt64) -> Int {
    let mask = 1 << bits - 1
    var slot = Int(truncatingIfNeeded: Self.mixed(hash)) & mask
    // A file that is full of cells does not make this slow.
    for _ in 0..<64 {
      guard cells[slot * 3 + 1] != 0, cells[slot * 3] != Self.check(hash) else { break }
      slot = (slot + 1) & mask
    }
    return slot * 3
  }

  private static func check(_ hash: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: mixed(hash) >> 56)
  }

  private static func mixed(_ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 29)
  }
}
