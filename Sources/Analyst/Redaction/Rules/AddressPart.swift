// SPDX-License-Identifier: Apache-2.0

/// A part of an address, found by its word: a street, a house, a flat, a quarter.
struct AddressPart {
  /// How much a part says alone: a house little, a street all.
  enum Worth { case weak, doubtful, sure }

  let range: Range<Int>
  let worth: Worth
  /// Whether it is a street, to which a small word may join a house: дом 5 на Зелёной улице.
  var isStreet = false
}

/// Parts that stand side by side.
struct AddressChain {
  private(set) var range: Range<Int>
  private(set) var parts: [AddressPart]

  init(_ part: AddressPart) {
    range = part.range
    parts = [part]
  }

  mutating func add(_ part: AddressPart) {
    range = range.lowerBound..<max(range.upperBound, part.range.upperBound)
    parts.append(part)
  }

  var isWeak: Bool { parts.allSatisfy { $0.worth == .weak } }

  /// Whether a part that is no street stands beside one that is, not within it.
  var hasHouseBesideStreet: Bool {
    let streets = parts.filter(\.isStreet)
    return !streets.isEmpty
      && parts.contains { part in
        !part.isStreet && !streets.contains { $0.range.overlaps(part.range) }
      }
  }

  var isSure: Bool { parts.count > 1 || parts.contains { $0.worth == .sure } }
}
