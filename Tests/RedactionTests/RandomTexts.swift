// SPDX-License-Identifier: Apache-2.0

/// A reproducible source of randomness (xorshift64).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

extension Dice {
  /// Some of the pieces and some scalars of any kind, in any order.
  mutating func text(of pieces: [String], upTo most: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...most, using: &self) {
      if Bool.random(using: &self) {
        text += pieces.randomElement(using: &self) ?? ""
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x1_1000, using: &self)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// Where the grapheme clusters of a text begin and end, in Unicode scalars.
func clusterBoundaries(_ text: String) -> Set<Int> {
  var offset = 0
  var boundaries: Set<Int> = [0]
  for character in text {
    offset += character.unicodeScalars.count
    boundaries.insert(offset)
  }
  return boundaries
}
