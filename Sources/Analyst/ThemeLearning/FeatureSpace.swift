// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How much each piece says, learned from the texts at hand: rare pieces say more.
///
/// Sublinear tf-idf (Salton and Buckley 1988), each kind made one long by itself, so that the many
/// rows of letters do not drown the few words.
struct FeatureSpace: Sendable {
  private static let size = 1 << TextFeatures.bits
  private static let kinds = TextFeatures.Kind.allCases.count
  /// One place more than the kinds have, for what all texts share.
  static let places = kinds * size + 1

  private let idf: [Float]

  /// Counts in how many texts each piece occurs.
  init(_ texts: [TextFeatures]) {
    var seen = [Float](repeating: 0, count: Self.kinds * Self.size)
    for text in texts {
      for (kind, counts) in text.counts.enumerated() {
        for place in counts.places { seen[kind * Self.size + Int(place)] += 1 }
      }
    }
    let all = Float(texts.count) + 1
    idf = seen.map { log(all / ($0 + 1)) + 1 }
  }

  /// The text's row; its last place is always 1.
  func row(_ text: TextFeatures) -> SparseRow {
    var row = SparseRow()
    for (kind, counts) in text.counts.enumerated() {
      let first = kind * Self.size
      let weights = zip(counts.places, counts.times).map { place, times in
        (1 + log(times)) * idf[first + Int(place)]
      }
      let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for (place, weight) in zip(counts.places, weights) {
        row.add(UInt32(first) + place, weight / length)
      }
    }
    row.add(UInt32(Self.places - 1), 1)
    return row
  }

  /// Where a piece of a kind stands in a row.
  static func place(_ kind: TextFeatures.Kind, _ place: UInt32) -> Int {
    kind.rawValue * size + Int(place)
  }
}
