// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import ThemeLearning

/// Figures over many texts.
enum RedactionMeasures {
  static func all(of outcomes: [RedactionOutcome]) -> [String: Double] {
    let words = outcomes.reduce(0) { $0 + $1.words }
    var masked = FoundWords()
    var byClass: [String: FoundParts] = [:]
    var byKind: [RedactionKind: FoundWords] = [:]
    for outcome in outcomes {
      masked.add(outcome.masked)
      for (name, found) in outcome.byClass { byClass[name, default: FoundParts()].add(found) }
      for (kind, found) in outcome.byKind { byKind[kind, default: FoundWords()].add(found) }
    }
    var figures = [
      "token_precision": masked.precision,
      "false_marks_per_100_words": outcomes.reduce(0) { $0 + $1.falseMarks }
        / Double(max(words, 1)) * 100,
    ]
    for (name, found) in byClass {
      figures["\(name).recall_full"] = found.whole / max(found.spans, 1)
      figures["\(name).recall_partial"] = found.touched / max(found.spans, 1)
      figures["\(name).recall_entities"] = found.wholeEntities / max(found.entities, 1)
      figures["\(name).spans"] = found.spans
    }
    for (kind, found) in byKind {
      figures["mark.\(kind.rawValue).token_precision"] = found.precision
    }
    return figures
  }
}

/// The figures of one run, with intervals.
struct RedactionReportOfRun {
  let outcomes: [RedactionOutcome]
  /// Nil where another tool did the work.
  let wordsPerSecond: Double?
  let seed: UInt64

  func show() throws {
    var figures = RedactionMeasures.all(of: outcomes)
    let intervals = self.intervals(of: figures.keys.filter { !$0.hasSuffix(".spans") })
    figures["texts"] = Double(outcomes.count)
    figures["words"] = Double(outcomes.reduce(0) { $0 + $1.words })
    figures["words_per_second"] = wordsPerSecond
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let printed = Printed(
      schema: "ovoz.bench.redaction", version: 1, seed: seed,
      figures: figures.mapValues { ($0 * 10_000).rounded() / 10_000 }, intervals: intervals)
    print(String(decoding: try encoder.encode(printed), as: UTF8.self))
  }

  private func intervals(of names: [String]) -> [String: [Double]] {
    guard !outcomes.isEmpty else { return [:] }
    var random = SeededRandom(seed: seed)
    let samples = (0..<1_000).map { _ in
      RedactionMeasures.all(
        of: outcomes.indices.map { _ in outcomes[.random(in: outcomes.indices, using: &random)] })
    }
    return names.reduce(into: [:]) { intervals, name in
      let sorted = samples.compactMap { $0[name] }.sorted()
      guard !sorted.isEmpty else { return }
      intervals[name] = [sorted[sorted.count / 40], sorted[sorted.count * 39 / 40]].map {
        ($0 * 10_000).rounded() / 10_000
      }
    }
  }

  private struct Printed: Encodable {
    let schema: String
    let version: Int
    let seed: UInt64
    let figures: [String: Double]
    let intervals: [String: [Double]]
  }
}
