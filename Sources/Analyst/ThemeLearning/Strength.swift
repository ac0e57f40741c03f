// SPDX-License-Identifier: Apache-2.0

/// How far examples may move a model, and how much the meaning of a text counts beside its words, as
/// the coded texts tell themselves.
///
/// No fixed figures are right: many rare codes want a stronger pull to what was believed than seven
/// plain topics, and a pack knows some languages better than others.
struct Strength: Equatable, Sendable {
  /// The inverse strength of the penalty.
  var cost: Double
  /// How long a vector is in a text's row.
  var vectorScale: Float
  /// How much of the belief in a code's description is left, 0 to 1.
  var likeness: Float

  /// Where there is too little to choose by: the one that lost least on all data it was tried on.
  ///
  /// A description is believed half after sixty texts.
  static func usual(after texts: Int) -> Strength {
    Strength(cost: 3, vectorScale: 1, likeness: 1 - Float(min(texts, 60)) / 120)
  }
  private static let costs = [1.0, 3, 10]
  private static let scales: [Float] = [0.7, 1, 1.4, 2, 2.8]
  private static let likenesses: [Float] = [0.5, 0, 0.25, 1]
  /// So many texts are enough to choose by, and so few are not.
  private static let bounds = (least: 60, most: 700)
  private static let parts = 4

  /// The strengths under which probabilities of texts not learned from are best (log loss): the cost
  /// first, then, where there are vectors, the scale and how much descriptions are believed.
  static func best(
    _ decided: [DecidedCodes], _ seen: [SeenText], _ codes: [String], _ beliefs: Beliefs
  ) -> Strength {
    let usual = usual(after: seen.count)
    guard seen.count >= bounds.least, !codes.isEmpty else { return usual }
    let step = (seen.count + bounds.most - 1) / bounds.most
    let some = Array(stride(from: 0, to: seen.count, by: step))
    let trial = Trial(
      decided: some.map { decided[$0] }, seen: some.map { seen[$0] }, codes: codes,
      beliefs: beliefs)
    var chosen = trial.best(costs.map { cost in usual.with { $0.cost = cost } })
    guard seen.contains(where: { $0.vector != nil }) else { return chosen }
    chosen = trial.best(scales.map { scale in chosen.with { $0.vectorScale = scale } })
    guard !beliefs.described.isEmpty else { return chosen }
    return trial.best(likenesses.map { likeness in chosen.with { $0.likeness = likeness } })
  }

  private func with(_ change: (inout Strength) -> Void) -> Strength {
    var changed = self
    change(&changed)
    return changed
  }

  private struct Trial {
    let decided: [DecidedCodes]
    let seen: [SeenText]
    let codes: [String]
    let beliefs: Beliefs

    /// The first of the best; there is one at least.
    func best(_ strengths: [Strength]) -> Strength {
      let losses = strengths.map { strength in
        let learning = Learning(
          decided: decided, seen: seen, codes: codes, beliefs: beliefs, strength: strength)
        return OutOfFold(learning, [], folds: Strength.parts).loss
      }
      return zip(strengths, losses).min { $0.1 < $1.1 }?.0 ?? usual(after: seen.count)
    }
  }
}
