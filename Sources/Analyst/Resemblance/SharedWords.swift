// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding

/// Ranks passages by the words that they share with another, rare words before frequent ones.
///
/// What finding alike passages falls back on where there is no model pack: it sees the same words in any
/// spelling, and nothing of what words mean. Lives in memory only (G8).
public struct SharedWords: Sendable {
  /// Letters that a word is cut to: the languages here add endings.
  private static let start = 5

  private let passages: [[ArraySlice<UInt8>: Double]]
  private let rarity: [ArraySlice<UInt8>: Double]

  /// Counts the words of all passages.
  public init(_ passages: [String]) {
    let counts = passages.map(Self.counts)
    var spread: [ArraySlice<UInt8>: Int] = [:]
    for passage in counts { for word in passage.keys { spread[word, default: 0] += 1 } }
    let rarity = spread.mapValues { log(1 + Double(passages.count) / Double($0)) }
    self.rarity = rarity
    self.passages = counts.map { Self.weighted($0, rarity) }
  }

  /// How alike each passage is to a text, from 0 to 1, in the passages' order.
  public func likeness(to text: String) -> [Double] {
    let asked = Self.weighted(Self.counts(text), rarity)
    return passages.map { passage in
      asked.reduce(0) { $0 + $1.value * (passage[$1.key] ?? 0) }
    }
  }

  private static func counts(_ text: String) -> [ArraySlice<UInt8>: Int] {
    let folded = FoldedText(Array(text.unicodeScalars))
    return folded.words.reduce(into: [:]) { counts, word in
      // Marks that redaction left have no letters; "I" and "and" tell nothing.
      guard word.letters.count > 2 else { return }
      counts[folded.letters[word.letters].prefix(start), default: 0] += 1
    }
  }

  /// Weights of a vector that is one long; words that no passage has are left out.
  private static func weighted(
    _ counts: [ArraySlice<UInt8>: Int], _ rarity: [ArraySlice<UInt8>: Double]
  ) -> [ArraySlice<UInt8>: Double] {
    let weights = counts.reduce(into: [:]) { weights, entry in
      weights[entry.key] = rarity[entry.key].map { $0 * (1 + log(Double(entry.value))) }
    }
    let length = weights.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? weights.mapValues { $0 / length } : [:]
  }
}
