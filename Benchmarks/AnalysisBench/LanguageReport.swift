// SPDX-License-Identifier: Apache-2.0

import Foundation
import Languages
import ThemeLearning

/// What was said of each text's language beside what it is, and the figures of it.
struct LanguageReport {
  private struct Outcome {
    let said: LanguageGuess
    /// What is most probable, whether or not that is said.
    let best: LanguageVariant
    let actual: LanguageVariant
  }

  /// By condition and variant.
  private var outcomes: [String: [Outcome]] = [:]
  private var texts = 0
  private var seconds = 0.0

  mutating func add(_ samples: [LanguageSample], _ weights: LanguageWeights, _ condition: String) {
    let identifier = LanguageIdentifier(weights)
    let begun = ContinuousClock.now
    let said = samples.map { identifier.identify($0.text) }
    seconds += (ContinuousClock.now - begun) / .seconds(1)
    texts += samples.count
    for (sample, said) in zip(samples, said) {
      let shares = weights.probabilities(LetterRows(sample.text.unicodeScalars))
      let best = zip(shares, LanguageVariant.allCases).max { $0.0 < $1.0 }?.1 ?? .english
      outcomes["\(condition).\(sample.variant.rawValue)", default: []].append(
        Outcome(said: said, best: best, actual: sample.variant))
    }
  }

  func show(learnedFrom: Int, bytes: Int, seed: UInt64) throws {
    var figures: [String: Double] = [
      "learned_from": Double(learnedFrom), "texts": Double(texts),
      "texts_per_second": Double(texts) / seconds, "weights_bytes": Double(bytes),
    ]
    var random = SeededRandom(seed: seed)
    var drawn: [String: Bootstrap] = [:]
    for (name, some) in outcomes.sorted(by: { $0.key < $1.key }) {
      for (measure, value) in Self.measures(some) { figures["\(name).\(measure)"] = value }
      drawn[name] = Bootstrap(some, &random, Self.measures)
    }
    for (condition, named) in Dictionary(grouping: outcomes.keys, by: Self.condition) {
      let all = named.compactMap { figures["\($0).accuracy"] }
      figures["\(condition).mean_accuracy"] = all.reduce(0, +) / Double(all.count)
      figures["\(condition).least_accuracy"] = all.min()
    }
    try FigureReport(
      schema: "ovoz.bench.language", seed: seed, figures, Self.intervals(drawn)
    ).show()
  }

  /// Those of each share and of each condition's mean; not of the least, which any draw can only push down.
  private static func intervals(_ drawn: [String: Bootstrap]) -> [String: [Double]] {
    var intervals: [String: [Double]] = [:]
    for (name, one) in drawn {
      for (measure, bounds) in one.intervals { intervals["\(name).\(measure)"] = bounds }
    }
    for (condition, some) in Dictionary(grouping: drawn, by: { Self.condition($0.key) }) {
      let each = some.map { $0.value.samples.map { $0["accuracy"] ?? 0 } }
      let means = each[0].indices.map { draw in
        each.reduce(0) { $0 + $1[draw] } / Double(each.count)
      }
      intervals["\(condition).mean_accuracy"] = Bootstrap.interval(of: means)
    }
    return intervals
  }

  private static func condition(_ name: String) -> String {
    name.split(separator: ".").prefix(2).joined(separator: ".")
  }

  private static func measures(_ some: [Outcome]) -> [String: Double] {
    let unsure = some.count { $0.said == .unsure }
    let right = some.count { $0.said != .unsure && $0.said.language == $0.actual.language }
    return [
      "accuracy": accuracy(some),
      "exact_variant": share(some) { $0.best == $0.actual },
      "unsure": Double(unsure) / Double(max(1, some.count)),
      "language_right_when_answered": Double(right) / Double(max(1, some.count - unsure)),
    ]
  }

  /// How often language and script are right.
  ///
  /// Tajik in Cyrillic counts as one: without any of its own letters nothing tells the keyboards apart.
  private static func accuracy(_ some: [Outcome]) -> Double {
    share(some) { merged($0.best) == merged($0.actual) }
  }

  private static func merged(_ variant: LanguageVariant) -> LanguageVariant {
    variant == .tajikOnRussianKeys ? .tajik : variant
  }

  private static func share(_ some: [Outcome], _ holds: (Outcome) -> Bool) -> Double {
    Double(some.count(where: holds)) / Double(max(1, some.count))
  }
}

/// Figures with their intervals, as JSON.
struct FigureReport: Encodable {
  let schema: String
  let version = 1
  let seed: UInt64
  let figures: [String: Double]
  let intervals: [String: [Double]]

  init(
    schema: String, seed: UInt64, _ figures: [String: Double], _ intervals: [String: [Double]]
  ) {
    (self.schema, self.seed) = (schema, seed)
    let rounded = { (value: Double) in (value * 10_000).rounded() / 10_000 }
    self.figures = figures.mapValues(rounded)
    self.intervals = intervals.mapValues { $0.map(rounded) }
  }

  func show() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
