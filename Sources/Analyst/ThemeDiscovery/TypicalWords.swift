// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding

/// The words that a group of texts has and others have not, as they were written.
///
/// c-TF-IDF (Grootendorst 2022) over texts that have the word, not over occurrences, so that nobody's favourite word stands for
/// all. Words are joined by the first letters of their folded form: endings do not part them, nor does the alphabet.
struct TypicalWords {
  static let stem = 5
  private static let shortest = 3

  private struct Count {
    /// By group, how many texts have it.
    var texts: [Int: Int] = [:]
    /// By group, whose texts have it.
    var writers: [Int: Set<Int>] = [:]
    /// By group, how often each spelling stands.
    var spellings: [Int: [String: Int]] = [:]
  }

  private var counts: [[UInt8]: Count] = [:]
  private var sizes: [Int: Int] = [:]

  /// Takes each text with its group and its writer, who may have written several.
  init(_ texts: [String], groups: [Int], writers: [Int]) {
    for (index, text) in texts.enumerated() { add(text, groups[index], writers[index]) }
  }

  /// The words of a group that tell it most, at most so many.
  func words(of group: Int, most: Int = 8) -> [String] {
    let mean = Double(sizes.values.reduce(0, +)) / Double(max(1, sizes.count))
    let size = Double(max(1, sizes[group] ?? 1))
    let scored = counts.compactMap { _, count -> (word: String, score: Double)? in
      // A word of one person could find her.
      guard let own = count.texts[group], count.writers[group]?.count ?? 0 >= 3,
        let spellings = count.spellings[group]
      else { return nil }
      let all = count.texts.values.reduce(0, +)
      let weight = Double(own) / size * log(1 + mean / Double(all))
      let rest = Double(all - own) / max(1, Double(sizes.values.reduce(0, +)) - size)
      // What others say as often tells nothing of this group.
      guard Double(own) / size > 1.5 * rest else { return nil }
      let usual = spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return (usual, weight)
    }
    return scored.sorted { ($1.score, $0.word) < ($0.score, $1.word) }.prefix(most).map(\.word)
  }

  private mutating func add(_ text: String, _ group: Int, _ writer: Int) {
    let scalars = Array(text.unicodeScalars)
    let folded = FoldedText(scalars)
    var seen: Set<[UInt8]> = []
    sizes[group, default: 0] += 1
    for word in folded.words where word.letters.count >= Self.shortest {
      let stem = Array(folded.letters[word.letters].prefix(Self.stem))
      let spelling = String(String.UnicodeScalarView(scalars[word.scalars])).lowercased()
      counts[stem, default: Count()].spellings[group, default: [:]][spelling, default: 0] += 1
      guard seen.insert(stem).inserted else { continue }
      counts[stem]?.texts[group, default: 0] += 1
      counts[stem]?.writers[group, default: []].insert(writer)
    }
  }
}
