// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What a testimony's texts are compared by: the hashes of every four words that follow each other.
///
/// No word is kept. The hashes are of this run of the program only, so nobody can write a text whose hashes meet
/// those of another's.
public struct Shingles: Sendable {
  /// How many words make one.
  static let words = 4
  /// With fewer, two people may well have written the same: not compared.
  static let fewest = 5

  /// Sorted, each once.
  let hashes: [Int]

  /// Takes all written answers of one testimony; nothing reaches from one answer into the next.
  public init(of answers: [String]) {
    var found: Set<Int> = []
    for answer in answers { Self.add(FoldedText(Array(answer.unicodeScalars)), to: &found) }
    hashes = found.sorted()
  }

  var isEnough: Bool { hashes.count >= Self.fewest }

  /// The share of what either has that both have (Jaccard's index).
  func likeness(to other: Shingles) -> Double {
    let shared = shared(with: other)
    return Double(shared) / Double(hashes.count + other.hashes.count - shared)
  }

  private func shared(with other: Shingles) -> Int {
    var (left, right, shared) = (0, 0, 0)
    while left < hashes.count, right < other.hashes.count {
      let (mine, theirs) = (hashes[left], other.hashes[right])
      if mine == theirs { shared += 1 }
      left += mine <= theirs ? 1 : 0
      right += theirs <= mine ? 1 : 0
    }
    return shared
  }

  private static func add(_ text: FoldedText, to found: inout Set<Int>) {
    guard text.words.count >= words else { return }
    for first in 0...(text.words.count - words) {
      var hasher = Hasher()
      for word in text.words[first..<first + words] {
        hasher.combine(text.letters[word.letters])
      }
      found.insert(hasher.finalize())
    }
  }
}
