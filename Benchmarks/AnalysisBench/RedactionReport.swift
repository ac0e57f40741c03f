// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import ThemeLearning

/// One text: what people marked, and what was redacted of it.
struct RedactionOutcome {
  /// What became of the marked parts of one class.
  struct Found {
    var spans = 0.0
    var whole = 0.0
    var touched = 0.0
    var entities = 0.0
    var wholeEntities = 0.0
  }

  private(set) var byClass: [String: Found] = [:]
  private(set) var words = 0
  private var maskedWords = 0.0
  private var rightWords = 0.0
  private var falseMarks = 0.0

  init(_ text: MarkedText, _ marks: [RedactionMark]) {
    let scalars = Array(text.text.unicodeScalars)
    let masked = Self.cover(marks.map(\.range), of: scalars.count)
    let marked = Self.cover(text.spans.map { $0.start..<$0.end }, of: scalars.count)
    count(text, scalars, masked)
    for word in Self.words(in: scalars) {
      words += 1
      guard word.contains(where: { masked[$0] }) else { continue }
      maskedWords += 1
      if word.contains(where: { marked[$0] }) { rightWords += 1 }
    }
    falseMarks = Double(marks.count { mark in !mark.range.contains { marked[$0] } })
  }

  private mutating func count(
    _ text: MarkedText, _ scalars: [Unicode.Scalar], _ masked: [Bool]
  ) {
    var entities: [String: (class: String, isWhole: Bool)] = [:]
    for (index, span) in text.spans.enumerated() {
      // Only what could tell: a comma between two masked names does not.
      let telling = (span.start..<min(span.end, scalars.count)).filter {
        scalars[$0].properties.isAlphabetic || scalars[$0].properties.numericType != nil
      }
      let isWhole = telling.allSatisfy { masked[$0] }
      byClass[span.class, default: Found()].spans += 1
      byClass[span.class, default: Found()].whole += isWhole ? 1 : 0
      byClass[span.class, default: Found()].touched += telling.contains { masked[$0] } ? 1 : 0
      let key = span.entity ?? "span \(index)"
      entities[key] = (span.class, isWhole && entities[key]?.isWhole ?? true)
    }
    for entity in entities.values {
      byClass[entity.class, default: Found()].entities += 1
      byClass[entity.class, default: Found()].wholeEntities += entity.isWhole ? 1 : 0
    }
  }

  private static func cover(_ ranges: [Range<Int>], of count: Int) -> [Bool] {
    var covered = [Bool](repeating: false, count: count)
    for range in ranges { for index in range.clamped(to: 0..<count) { covered[index] = true } }
    return covered
  }

  private static func words(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    for index in scalars.indices
    where scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil {
      if let last = words.last, last.upperBound == index {
        words[words.count - 1] = last.lowerBound..<(index + 1)
      } else {
        words.append(index..<(index + 1))
      }
    }
    return words
  }

  /// The figures over many texts.
  static func figures(_ outcomes: [RedactionOutcome]) -> [String: Double] {
    let words = outcomes.reduce(0) { $0 + $1.words }
    let masked = outcomes.reduce(0) { $0 + $1.maskedWords }
    var figures = [
      "token_precision": outcomes.reduce(0) { $0 + $1.rightWords } / max(masked, 1),
      "false_marks_per_100_words": outcomes.reduce(0) { $0 + $1.falseMarks }
        / Double(max(words, 1)) * 100,
    ]
    var sums: [String: Found] = [:]
    for outcome in outcomes {
      for (name, found) in outcome.byClass {
        for key in [name, "all"] { sums[key, default: Found()].add(found) }
      }
    }
    for (name, found) in sums {
      figures["\(name).recall_full"] = found.whole / max(found.spans, 1)
      figures["\(name).recall_partial"] = found.touched / max(found.spans, 1)
      figures["\(name).recall_entities"] = found.wholeEntities / max(found.entities, 1)
      figures["\(name).spans"] = found.spans
    }
    return figures
  }
}

extension RedactionOutcome.Found {
  fileprivate mutating func add(_ other: Self) {
    spans += other.spans
    whole += other.whole
    touched += other.touched
    entities += other.entities
    wholeEntities += other.wholeEntities
  }
}

/// The figures of one run, with intervals.
struct RedactionReportOfRun {
  let outcomes: [RedactionOutcome]
  let wordsPerSecond: Double
  let seed: UInt64

  func show() throws {
    var figures = RedactionOutcome.figures(outcomes)
    let intervals = self.intervals(of: figures.keys.filter { !$0.hasSuffix(".spans") })
    figures["texts"] = Double(outcomes.count)
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
      RedactionOutcome.figures(
        outcomes.indices.map { _ in outcomes[.random(in: outcomes.indices, using: &random)] })
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
