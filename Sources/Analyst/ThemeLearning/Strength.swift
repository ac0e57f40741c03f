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

  /// Where there is too little to choose by: the one that lost least on all data it was tried on.
  static let usual = Strength(cost: 3, vectorScale: 1)
  private static let costs = [1.0, 3, 10]
  private static let scales: [Float] = [0.7, 1, 1.4, 2, 2.8]
  /// So many texts are enough to choose by, and so few are not.
  private static let bounds = (least: 60, most: 700)
  private static let parts = 4

  /// The strengths under which probabilities of texts not learned from are best (log loss): the cost
  /// first, then the scale, where there are vectors.
  static func best(
    _ decided: [DecidedCodes], _ seen: [SeenText], _ codes: [String], cues: [String]
  ) -> Strength {
    guard seen.count >= bounds.least, !codes.isEmpty else { return usual }
    let step = (seen.count + bounds.most - 1) / bounds.most
    let some = Array(stride(from: 0, to: seen.count, by: step))
    let trial = Trial(
      decided: some.map { decided[$0] }, seen: some.map { seen[$0] }, codes: codes, cues: cues)
    let byCost = trial.best(costs.map { Strength(cost: $0, vectorScale: usual.vectorScale) })
    guard seen.contains(where: { $0.vector != nil }) else { return byCost }
    return trial.best(scales.map { Strength(cost: byCost.cost, vectorScale: $0) })
  }

  private struct Trial {
    let decided: [DecidedCodes]
    let seen: [SeenText]
    let codes: [String]
    let cues: [String]

    func best(_ strengths: [Strength]) -> Strength {
      let losses = strengths.map { strength in
        let learning = Learning(
          decided: decided, seen: seen, codes: codes, cues: cues, strength: strength)
        return OutOfFold(learning, [], folds: Strength.parts).loss
      }
      return zip(strengths, losses).min { $0.1 < $1.1 }?.0 ?? usual
    }
  }
}
