// SPDX-License-Identifier: Apache-2.0

/// How well coders agree on one code.
public struct CodeAgreement: Equatable, Sendable {
  /// Under this alpha a code is not coded without a person.
  ///
  /// Krippendorff, K. (2004): Content analysis, 2nd edition, p. 241: .800 to rely on, .667 where
  /// tentative conclusions are still acceptable. Ours is the second, rounded up.
  public static let leastAlpha = 0.67
  /// Of fewer units an alpha says too little to take a code over without looking at each whole testimony.
  ///
  /// The bounds are ours. Five uses without any difference still leave room for a true share of differences of .45, ten
  /// for .26 (0.05 to the power of 1/n); two leave room for nearly anything.
  public static let leastUnits = 10
  /// So many of them have to hold another judgement than the commonest: on the others everybody agrees.
  public static let leastTelling = 5

  /// The code's id.
  public let code: String
  /// How many units two coders or more judged.
  public let units: Int
  /// How many of those hold another judgement than the commonest, such as a use of a rare code.
  public let telling: Int
  /// The share of agreeing pairs.
  public let percent: Double?
  /// Cohen's kappa; only of two coders.
  public let cohen: Double?
  /// Fleiss' kappa, over units that all judged.
  public let fleiss: Double?
  /// Krippendorff's alpha; nil where nobody used the code, or everybody always did.
  public let alpha: Double?
  /// Its interval; nil where too few units use the code.
  public let interval: ClosedRange<Double>?

  /// Whether a person has to decide on each use of the code: its alpha is under ``leastAlpha``.
  ///
  /// A code without an alpha is not marked: nobody has been seen to disagree.
  public var needsPerson: Bool { alpha.map { $0 < Self.leastAlpha } ?? false }

  /// Whether enough was judged by two to rest on: ``leastUnits`` and ``leastTelling``.
  public var isMeasured: Bool { units >= Self.leastUnits && telling >= Self.leastTelling }

  init<Value>(
    _ code: String, _ table: RatingTable<Value>, _ distance: Distance<Value>,
    _ bootstrap: Bootstrap
  ) {
    let found = table.alpha(distance, bootstrap: bootstrap)
    self.code = code
    units = table.pairable
    telling = table.uncommon
    percent = table.percent
    cohen = table.cohen
    fleiss = table.fleiss
    alpha = found?.value
    interval = found?.interval
  }
}
