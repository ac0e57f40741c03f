// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// Proposes codes for a text, from the codebook's cues and from texts that people coded.
///
/// One yes-or-no model a code over folded, hashed pieces of words. It is small enough to be made again
/// after every correction, holds no text, and says how sure it is.
public struct ThemeModel: Sendable {
  /// The fewest texts with a code, and without it, from which a code without cues is learned.
  public static let fewestExamples = 3

  /// The codes that can be proposed, sorted.
  public let codes: [String]
  /// Whether every text had exactly one code; then exactly one is proposed.
  public let isExclusive: Bool

  let space: FeatureSpace
  let strength: Strength
  private let cues: CueFinder?
  private let described: DescribedCodes?
  private let weights: WeightTable
  private let sureness: Sureness
  /// Where the next, similar training may begin.
  private let alphas: [String: [Double]]
  /// With so many texts, how sure it is has to be measured again.
  private let goodUntil: Int

  /// Learns every code that has cues, a description or enough examples.
  ///
  /// The same texts in the same order give the same model.
  /// - Parameters:
  ///   - texts: what people coded; may be empty where there are cues.
  ///   - vectors: the meaning of each text by a model pack, all equally long, others are left out; nil without one.
  ///   - cues: what the codebook points at codes with; a belief that examples correct.
  ///   - described: what the codebook's descriptions mean by the same pack; another such belief.
  public init(
    _ texts: [CodedText], vectors: [[Float]]? = nil, cues: CueFinder? = nil,
    described: DescribedCodes? = nil
  ) {
    let seen = SeenText.all(texts, vectors: vectors, cues: cues, described: described)
    self.init(
      texts.map { DecidedCodes(codes: $0.codes, silent: $0.silent) }, seen, cues: cues,
      described: described)
  }

  /// Learns, quicker where `before` learned from nearly the same: it begins where that ended, and
  /// measures how sure it is only once a tenth more is known.
  init(
    _ decided: [DecidedCodes], _ seen: [SeenText], cues: CueFinder?,
    described: DescribedCodes? = nil, after before: ThemeModel? = nil
  ) {
    let beliefs = Beliefs(cues, described)
    let codes = Self.learnable(decided.map(\.codes), beliefs)
    let alike = before.flatMap { $0.codes == codes && decided.count < $0.goodUntil ? $0 : nil }
    let learning = Learning(
      decided: decided, seen: seen, codes: codes, beliefs: beliefs,
      strength: alike?.strength ?? Strength.best(decided, seen, codes, beliefs),
      starts: before?.alphas ?? [:])
    let whole = learning.tasks.inParallel {
      LogisticRegression(learning.rows, $0)
    }
    (space, strength) = (learning.space, learning.strength)
    (self.codes, self.cues, self.described) = (codes, cues, described)
    isExclusive = !decided.isEmpty && decided.allSatisfy { $0.codes.count == 1 }
    weights = WeightTable(whole.map(\.weights), width: space.width)
    alphas = Dictionary(uniqueKeysWithValues: zip(codes, whole.map(\.alphas)))
    if let alike {
      (sureness, goodUntil) = (alike.sureness, alike.goodUntil)
    } else {
      sureness = Sureness(OutOfFold(learning, whole.map(\.alphas)))
      goodUntil = decided.count + 1 + decided.count / 10
    }
  }

  /// How strongly a text speaks for each code, surest first.
  public func judge(_ text: String, vector: [Float]? = nil) -> [CodeJudgement] {
    judge(SeenText(text, vector: vector, cues: cues, described: described))
  }

  func judge(_ text: SeenText) -> [CodeJudgement] {
    let margins = weights.margins(of: space.row(text))
    let probabilities = zip(sureness.calibration, margins).map { $0.probability($1) }
    let best = codes.indices.max { probabilities[$0] < probabilities[$1] }
    return codes.indices.map { index in
      let isProbable = probabilities[index] >= sureness.thresholds[index]
      return CodeJudgement(
        code: codes[index], probability: probabilities[index],
        isProposed: isExclusive ? index == best : isProbable)
    }.sorted { ($1.probability, $0.code) < ($0.probability, $1.code) }
  }

  /// The words that spoke most for a code, `most` at the most, as ranges of Unicode scalars in the text.
  public func reasons(for code: String, in text: String, most: Int = 5) -> [CodeReason] {
    guard let index = codes.firstIndex(of: code) else { return [] }
    return Reasons(text, space: space, weights: { weights.weight($0, of: index) }).strongest(most)
  }

  /// How much of a text's margin for a code comes from being like the code's description, and how much
  /// from meaning what other texts with the code mean; both in log-odds.
  func meaning(of text: SeenText, for code: String) -> (description: Float, examples: Float) {
    guard let index = codes.firstIndex(of: code) else { return (0, 0) }
    let described = described?.codes.firstIndex(of: code).map(space.column(ofDescribed:))
    return space.row(text).reduce(into: (0, 0)) { sum, cell in
      let share = cell.weight * weights.weight(Int(cell.place), of: index)
      if Int(cell.place) == described { sum.description += share }
      if space.isMeaning(Int(cell.place)) { sum.examples += share }
    }
  }

  private static func learnable(_ texts: [Set<String>], _ beliefs: Beliefs) -> [String] {
    let counts = texts.reduce(into: [String: Int]()) { counts, codes in
      for code in codes { counts[code, default: 0] += 1 }
    }
    let most = texts.count - fewestExamples
    let enough = counts.filter { fewestExamples <= $0.value && $0.value <= most }
    return Set(enough.keys).union(beliefs.codes).sorted()
  }
}

extension SeenText {
  /// All texts, each with its vector where there is one.
  static func all(
    _ texts: [CodedText], vectors: [[Float]]?, cues: CueFinder?,
    described: DescribedCodes? = nil
  ) -> [SeenText] {
    let vectors = vectors ?? []
    return texts.indices.map { $0 }.inParallel { index in
      let vector = index < vectors.count ? vectors[index] : nil
      return SeenText(texts[index].text, vector: vector, cues: cues, described: described)
    }
  }

  init(_ text: String, vector: [Float]?, cues: CueFinder?, described: DescribedCodes? = nil) {
    let folded = FoldedText(Array(text.unicodeScalars))
    let finds = cues?.finds(in: folded).enumerated().compactMap { code, finds in
      finds.isEmpty ? nil : (code: code, finds: finds.count)
    }
    self.init(
      features: TextFeatures(folded), vector: vector, cues: finds ?? [],
      likeness: described?.likeness(of: vector) ?? [])
  }
}
