// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// A word that spoke for a code.
public struct CodeReason: Equatable, Sendable {
  /// Unicode scalar offsets in the text.
  public let range: Range<Int>
  /// How much of the model's margin it gave; larger than 0.
  public let weight: Float
}

/// Gives a model's margin back to the words that made it.
struct Reasons {
  private let words: [(range: Range<Int>, weight: Float)]

  init(_ text: String, space: FeatureSpace, weights: [Float]) {
    let folded = FoldedText(Array(text.unicodeScalars))
    let features = TextFeatures(text)
    let shares = Self.shares(of: features, in: space, weights)
    var words = folded.words.map { (range: $0.scalars, weight: Float(0)) }
    TextFeatures.visit(folded) { kind, place, position in
      words[position].weight += shares[kind.rawValue][place] ?? 0
    }
    self.words = words
  }

  func strongest(_ most: Int) -> [CodeReason] {
    let strongest = words.filter { $0.weight > 0 }.sorted { $0.weight > $1.weight }.prefix(most)
    return strongest.map { CodeReason(range: $0.range, weight: $0.weight) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// For each piece, what one occurrence of it gave.
  private static func shares(
    of features: TextFeatures, in space: FeatureSpace, _ weights: [Float]
  ) -> [[UInt32: Float]] {
    let row = space.row(features)
    var index = 0
    return features.counts.enumerated().map { _, counts in
      var shares: [UInt32: Float] = [:]
      for (place, times) in zip(counts.places, counts.times) {
        shares[place] = weights[Int(row.places[index])] * row.weights[index] / times
        index += 1
      }
      return shares
    }
  }
}
