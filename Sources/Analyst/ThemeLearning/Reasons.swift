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

  init(_ text: String, space: FeatureSpace, weights: (Int) -> Float) {
    let folded = FoldedText(Array(text.unicodeScalars))
    let features = TextFeatures(folded)
    let row = space.row(SeenText(features: features, vector: nil, cues: []))
    let shares = Dictionary(uniqueKeysWithValues: row.map { (Int($0.place), $0.weight) })
    var words = folded.words.map { (range: $0.scalars, weight: Float(0)) }
    TextFeatures.visit(folded) { kind, place, position in
      guard let column = space.column(kind, place), let share = shares[column] else { return }
      // A piece that occurs twice is shared out in halves.
      words[position].weight += share * weights(column) / features.times(kind, place)
    }
    self.words = words
  }

  func strongest(_ most: Int) -> [CodeReason] {
    let strongest = words.filter { $0.weight > 0 }.sorted { $0.weight > $1.weight }.prefix(most)
    return strongest.map { CodeReason(range: $0.range, weight: $0.weight) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
