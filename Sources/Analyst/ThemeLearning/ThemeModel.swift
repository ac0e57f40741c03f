// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Proposes codes for a text, as learned from texts that people coded.
///
/// One yes-or-no model a code over folded, hashed pieces of words. It is small enough to be made again
/// after every correction, holds no text, and says how sure it is.
public struct ThemeModel: Sendable {
  /// The inverse strength of the penalty; fixed beforehand, as in the research's baselines.
  static let cost = 10.0
  /// The fewest texts with a code, and without it, from which it is learned.
  public static let fewestExamples = 3

  /// The codes that were learned, sorted.
  public let codes: [String]
  /// Whether every text had exactly one code; then exactly one is proposed.
  public let isExclusive: Bool

  private let space: FeatureSpace
  private let answers: [LogisticRegression]
  private let calibration: [Calibration]
  private let threshold: Float

  /// Learns every code that has enough examples.
  ///
  /// Takes memory of 3 MB a code, and time that grows with texts times codes. The same texts in the
  /// same order give the same model.
  public init(_ texts: [CodedText]) {
    let features = texts.inParallel { TextFeatures($0.text) }
    let space = FeatureSpace(features)
    let rows = features.map(space.row)
    let codes = Self.learnable(in: texts)
    let answers = codes.map { code in texts.map { $0.codes.contains(code) } }
    let out = OutOfFold(rows, answers)
    (self.space, self.codes) = (space, codes)
    isExclusive = !texts.isEmpty && texts.allSatisfy { $0.codes.count == 1 }
    self.answers = answers.inParallel { LogisticRegression(rows, $0, cost: Self.cost) }
    calibration = zip(out.margins, answers).map { Calibration(margins: $0, answers: $1) }
    threshold = out.threshold(answers)
  }

  /// How strongly a text speaks for each code, surest first.
  public func judge(_ text: String) -> [CodeJudgement] {
    let row = space.row(TextFeatures(text))
    let margins = answers.map { $0.margin(row) }
    let best = margins.indices.max { margins[$0] < margins[$1] }
    return codes.indices.map { index in
      CodeJudgement(
        code: codes[index], probability: calibration[index].probability(margins[index]),
        isProposed: isExclusive ? index == best : margins[index] > threshold,
        margin: margins[index])
    }.sorted { ($1.margin, $0.code) < ($0.margin, $1.code) }
  }

  /// The words that spoke most for a code, `most` at the most, as ranges of Unicode scalars in the text.
  public func reasons(for code: String, in text: String, most: Int = 5) -> [CodeReason] {
    guard let index = codes.firstIndex(of: code) else { return [] }
    return Reasons(text, space: space, weights: answers[index].weights).strongest(most)
  }

  private static func learnable(in texts: [CodedText]) -> [String] {
    let counts = texts.reduce(into: [String: Int]()) { counts, text in
      for code in text.codes { counts[code, default: 0] += 1 }
    }
    return counts.filter { (fewestExamples...(texts.count - fewestExamples)).contains($0.value) }
      .keys.sorted()
  }
}

/// What the model holds of one code for one text.
public struct CodeJudgement: Equatable, Sendable {
  /// The code's id.
  public let code: String
  /// How often such a text has the code, 0 to 1, as far as the coded texts tell.
  public let probability: Double
  /// Whether the model would give the text this code.
  public let isProposed: Bool
  let margin: Float
}

extension Array where Element: Sendable {
  /// As `map`, on all cores; in the same order.
  func inParallel<Result: Sendable>(
    _ transform: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(self[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
