// SPDX-License-Identifier: Apache-2.0

/// A set of places in a list of people, one bit each: differences of 100,000 take microseconds.
package struct PersonSet: Codable, Hashable, Sendable {
  private var words: [UInt64] = []

  /// Nobody.
  package init() {}

  /// The first `count` places.
  package init(first count: Int) {
    words = Array(repeating: .max, count: count / 64)
    if count % 64 > 0 { words.append((1 << UInt64(count % 64)) - 1) }
  }

  /// How many are in it.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether a place is in it.
  package func contains(_ place: Int) -> Bool {
    place / 64 < words.count && words[place / 64] >> UInt64(place % 64) & 1 == 1
  }

  /// Adds a place.
  package mutating func insert(_ place: Int) {
    while words.count <= place / 64 { words.append(0) }
    words[place / 64] |= 1 << UInt64(place % 64)
  }

  /// Takes a place out.
  package mutating func remove(_ place: Int) {
    guard contains(place) else { return }
    words[place / 64] &= ~(1 << UInt64(place % 64))
  }

  /// Those here who are not there.
  package func subtracting(_ other: PersonSet) -> PersonSet {
    var left = self
    for index in words.indices where index < other.words.count {
      left.words[index] &= ~other.words[index]
    }
    return left
  }

  /// How many are here and not there.
  package func count(without other: PersonSet) -> Int {
    var count = 0
    for index in words.indices {
      let others = index < other.words.count ? other.words[index] : 0
      count += (words[index] & ~others).nonzeroBitCount
    }
    return count
  }
}
