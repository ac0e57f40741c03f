// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThematicCoding
import ThemeLearning

/// What was proposed beside what people coded, and the usual figures of it.
struct ThemingReport {
  private var outcomes: [CodingOutcome] = []
  private var seconds = 0.0
  private var learningSeconds = 0.0
  private var facts: [String: Double] = [:]
  private var intervals: [String: [Double]] = [:]
  private var byCode: [String: [String: Double]] = [:]
  private var seed: UInt64 = 0
  private let cues: CueFinder?
  private let described: DescribedCodes?
  /// For each text, the part in which it was asked about; nil where all were asked at once.
  var parts: [Int]?

  /// With cues and descriptions as beliefs, or without.
  init(cues: CueFinder?, described: DescribedCodes?) {
    (self.cues, self.described) = (cues, described)
  }

  /// Learns from some texts and judges others.
  mutating func add(_ known: [MeantText], _ asked: [MeantText]) {
    let begun = ContinuousClock.now
    let model = ThemeModel(
      known.map(\.coded), vectors: known.vectors, cues: cues, described: described)
    let learned = ContinuousClock.now
    let judged = asked.inOrder { model.judge($0.coded.text, vector: $0.vector) }
    learningSeconds += (learned - begun) / .seconds(1)
    seconds += (ContinuousClock.now - learned) / .seconds(1)
    outcomes += zip(asked, judged).map { CodingOutcome($0.coded, $1) }
  }

  mutating func finish(learnedFrom known: Int, seed: UInt64) {
    self.seed = seed
    facts = CodingMeasures.all(of: outcomes)
    byCode = CodingMeasures.byCode(of: outcomes)
    var random = SeededRandom(seed: seed)
    let samples = (0..<1_000).map { _ in
      CodingMeasures.main(
        of: outcomes.indices.map { _ in outcomes[.random(in: outcomes.indices, using: &random)] })
    }
    for name in samples[0].keys {
      let sorted = samples.map { $0[name] ?? 0 }.sorted()
      intervals[name] = [sorted[25], sorted[974]]
    }
    facts["texts"] = Double(outcomes.count)
    facts["learned_from"] = Double(known)
    facts["texts_per_second"] = Double(outcomes.count) / seconds
    facts["learning_seconds"] = learningSeconds
  }

  func show() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let printed = Printed(
      schema: "ovoz.bench.theming", version: 1, seed: seed,
      figures: facts.mapValues { ($0 * 10_000).rounded() / 10_000 },
      codes: byCode.mapValues { $0.mapValues { ($0 * 10_000).rounded() / 10_000 } },
      intervals: intervals.mapValues { $0.map { ($0 * 10_000).rounded() / 10_000 } }, parts: parts)
    print(String(decoding: try encoder.encode(printed), as: UTF8.self))
  }

  private struct Printed: Encodable {
    let schema: String
    let version: Int
    let seed: UInt64
    let figures: [String: Double]
    let codes: [String: [String: Double]]
    let intervals: [String: [Double]]
    let parts: [Int]?
  }
}

/// One text: what people coded, what was proposed, and how sure the model was of each code.
struct CodingOutcome {
  let actual: Set<String>
  let proposed: Set<String>
  let probabilities: [(code: String, probability: Double)]
  /// How sure the model is of its least sure code.
  let sureness: Double

  init(_ text: CodedText, _ judged: [CodeJudgement]) {
    actual = text.codes
    proposed = Set(judged.filter(\.isProposed).map(\.code))
    probabilities = judged.map { ($0.code, $0.probability) }
    sureness = judged.map { max($0.probability, 1 - $0.probability) }.min() ?? 0
  }
}

/// Figures over many texts.
enum CodingMeasures {
  /// Those for which intervals are given.
  static func main(of outcomes: [CodingOutcome]) -> [String: Double] {
    let counts = Counts(outcomes)
    return [
      "micro_f1": counts.microF1, "macro_f1": counts.macroF1,
      "exact_match": share(outcomes) { $0.actual == $0.proposed },
    ]
  }

  static func all(of outcomes: [CodingOutcome]) -> [String: Double] {
    var figures = main(of: outcomes)
    let codes = Double(max(outcomes.reduce(into: Set()) { $0.formUnion($1.actual) }.count, 1))
    figures["hamming_score"] =
      1 - outcomes.reduce(0) { $0 + Double($1.actual.symmetricDifference($1.proposed).count) }
      / Double(outcomes.count) / codes
    figures["calibration_error"] = calibrationError(outcomes)
    let surest = outcomes.sorted { $0.sureness > $1.sureness }
    for percent in stride(from: 20, through: 80, by: 20) {
      let part = Array(surest.prefix(max(1, outcomes.count * percent / 100)))
      figures["exact_match_at_\(percent)"] = share(part) { $0.actual == $0.proposed }
    }
    figures["exact_match_at_100"] = figures["exact_match"]
    return figures
  }

  /// For each code that people gave or the tool proposed: precision, recall, F1 and how many have it.
  static func byCode(of outcomes: [CodingOutcome]) -> [String: [String: Double]] {
    Counts(outcomes).byCode.mapValues { right, wrong, missed in
      [
        "precision": right / max(right + wrong, 1), "recall": right / max(right + missed, 1),
        "f1": 2 * right / max(2 * right + wrong + missed, 1), "texts": right + missed,
      ]
    }
  }

  private static func share(_ some: [CodingOutcome], _ holds: (CodingOutcome) -> Bool) -> Double {
    Double(some.count(where: holds)) / Double(max(some.count, 1))
  }

  /// Expected calibration error over ten equal bins of probability (Guo and others 2017).
  private static func calibrationError(_ outcomes: [CodingOutcome]) -> Double {
    var bins = [(said: Double, true: Double, count: Double)](repeating: (0, 0, 0), count: 10)
    for outcome in outcomes {
      for (code, probability) in outcome.probabilities {
        let bin = min(9, Int(probability * 10))
        bins[bin].said += probability
        bins[bin].true += outcome.actual.contains(code) ? 1 : 0
        bins[bin].count += 1
      }
    }
    let all = bins.reduce(0) { $0 + $1.count }
    return bins.reduce(0) { $0 + abs($1.said - $1.true) } / max(all, 1)
  }

  private struct Counts {
    private(set) var byCode: [String: (right: Double, wrong: Double, missed: Double)] = [:]

    init(_ outcomes: [CodingOutcome]) {
      for outcome in outcomes {
        for code in outcome.actual.union(outcome.proposed) {
          let (isActual, isProposed) = (
            outcome.actual.contains(code), outcome.proposed.contains(code)
          )
          byCode[code, default: (0, 0, 0)].right += isActual && isProposed ? 1 : 0
          byCode[code, default: (0, 0, 0)].wrong += isActual ? 0 : 1
          byCode[code, default: (0, 0, 0)].missed += isProposed ? 0 : 1
        }
      }
    }

    var microF1: Double {
      let (right, off) = byCode.values.reduce((0.0, 0.0)) {
        ($0.0 + $1.right, $0.1 + $1.wrong + $1.missed)
      }
      return right > 0 ? 2 * right / (2 * right + off) : 0
    }

    /// Over the codes that people gave.
    var macroF1: Double {
      let given = byCode.values.filter { $0.right + $0.missed > 0 }
      let sum = given.reduce(0) { $0 + 2 * $1.right / (2 * $1.right + $1.wrong + $1.missed) }
      return sum / Double(max(given.count, 1))
    }
  }
}

extension Array {
  func shuffled(seed: UInt64) -> [Element] {
    var random = SeededRandom(seed: seed)
    return shuffled(using: &random)
  }
}

extension Array where Element: Sendable {
  /// As `map`, on all cores.
  func inOrder<Result: Sendable>(_ transform: @escaping @Sendable (Element) -> Result) -> [Result] {
    let size = Swift.max(1, count / 64)
    let starts = Array<Int>(stride(from: 0, to: count, by: size))
    return starts.inParallelParts { start in
      self[start..<Swift.min(start + size, self.count)].map(transform)
    }
  }
}

extension [Int] {
  fileprivate func inParallelParts<Result: Sendable>(
    _ part: @escaping @Sendable (Int) -> [Result]
  ) -> [Result] {
    nonisolated(unsafe) var parts = [[Result]](repeating: [], count: count)
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let made = part(self[index])
      lock.withLock { parts[index] = made }
    }
    return parts.flatMap(\.self)
  }
}
