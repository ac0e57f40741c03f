// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How much the meaning of a text counts beside its words, as the coded texts tell themselves.
///
/// A pack knows some languages better than others, so no fixed figure is right.
enum VectorScale {
  private static let tried: [Float] = [0.7, 1.4, 2.8]
  /// So many texts are enough to choose by.
  private static let most = 600
  private static let parts = 3

  /// The scale under which probabilities of texts not learned from are best (log loss).
  static func best(_ decided: [DecidedCodes], _ seen: [SeenText], _ codes: [String]) -> Float {
    guard seen.contains(where: { $0.vector != nil }), !codes.isEmpty else { return tried[1] }
    let step = max(1, seen.count / most)
    let some = Array(stride(from: 0, to: seen.count, by: step))
    let losses = tried.map { scale in
      let learning = Learning(
        decided: some.map { decided[$0] }, seen: some.map { seen[$0] }, codes: codes, cues: [],
        vectorScale: scale)
      return OutOfFold(learning, [], folds: parts).loss
    }
    return zip(tried, losses).min { $0.1 < $1.1 }?.0 ?? tried[1]
  }
}
