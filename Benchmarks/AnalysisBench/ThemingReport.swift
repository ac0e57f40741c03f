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
    intervals = Bootstrap(outcomes, &random, CodingMeasures.all).intervals
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
  let isExact: Bool
  /// How sure the model is of its least sure code.
  let sureness: Double
  /// For each tenth of probability, how much more was said than was true; worked out once, since samples ask often.
  let excess: [Double]
  /// How many codes were judged.
  let judged: Double

  init(_ text: CodedText, _ judged: [CodeJudgement]) {
    actual = text.codes
    proposed = Set(judged.filter(\.isProposed).map(\.code))
    isExact = actual == proposed
    sureness = judged.map { max($0.probability, 1 - $0.probability) }.min() ?? 0
    self.judged = Double(judged.count)
    excess = judged.reduce(into: [Double](repeating: 0, count: Self.bins)) { excess, one in
      let bin = min(Self.bins - 1, Int(one.probability * Double(Self.bins)))
      excess[bin] += one.probability - (text.codes.contains(one.code) ? 1 : 0)
    }
  }

  static let bins = 10
}

/// Figures over many texts.
enum CodingMeasures {
  /// Those by which orders of reading are compared.
  static func main(of outcomes: [CodingOutcome]) -> [String: Double] {
    main(of: outcomes, Counts(outcomes))
  }

  static func all(of outcomes: [CodingOutcome]) -> [String: Double] {
    let counts = Counts(outcomes)
    var figures = main(of: outcomes, counts)
    figures["hamming_score"] = counts.hammingScore(of: outcomes.count)
    figures["calibration_error"] = calibrationError(outcomes)
    // Sorted without their sets: this is done a thousand times.
    let surest = outcomes.map { ($0.sureness, $0.isExact) }.sorted { $0.0 > $1.0 }
    for percent in stride(from: 20, through: 80, by: 20) {
      let part = surest.prefix(max(1, outcomes.count * percent / 100))
      figures["exact_match_at_\(percent)"] = share(part) { $0.1 }
    }
    figures["exact_match_at_100"] = figures["exact_match"]
    return figures
  }

  private static func main(of outcomes: [CodingOutcome], _ counts: Counts) -> [String: Double] {
    [
      "micro_f1": counts.microF1, "macro_f1": counts.macroF1,
      "exact_match": share(outcomes) { $0.isExact },
    ]
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

  private static func share<Some: Collection>(
    _ some: Some, _ holds: (Some.Element) -> Bool
  ) -> Double {
    Double(some.count(where: holds)) / Double(max(some.count, 1))
  }

  /// Expected calibration error over ten equal bins of probability (Guo and others 2017).
  private static func calibrationError(_ outcomes: [CodingOutcome]) -> Double {
    let off = (0..<CodingOutcome.bins).reduce(0.0) { sum, bin in
      sum + abs(outcomes.reduce(0.0) { $0 + $1.excess[bin] })
    }
    return off / max(outcomes.reduce(0.0) { $0 + $1.judged }, 1)
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
      let sum = given.reduce(0) { $0 + 2 * $1.right / (2 * $1.right + $1.wrong + $1.missed) }
      return sum / Double(max(given.count, 1))
    }

    /// How many of all yes-or-no answers are right, where each text is asked about each code that people gave.
    func hammingScore(of texts: Int) -> Double {
      let off = byCode.values.reduce(0) { $0 + $1.wrong + $1.missed }
      return 1 - off / Double(texts) / Double(max(given.count, 1))
    }

    private var given: [(right: Double, wrong: Double, missed: Double)] {
      byCode.values.filter { $0.right + $0.missed > 0 }
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
