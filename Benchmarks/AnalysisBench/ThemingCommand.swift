// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ThemeLearning

/// How well codes are proposed, on any data: JSON lines `{"text", "lang", "labels": […]}`.
struct ThemingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theming",
    abstract: "Learns codes from coded texts and proposes them for others; prints JSON.",
    discussion: """
      Nothing is tuned on --test. Intervals are the middle 95 % of 1,000 samples of the test texts, drawn
      with the seed.

      EXAMPLES:
        ovoz-bench theming --train sib200-tg.train.jsonl --test sib200-tg.dev.jsonl
        ovoz-bench theming --train messages.jsonl --folds 5
        ovoz-bench theming --train messages.jsonl --test others.jsonl --labels 200
      """)

  @Option(help: "Coded texts to learn from; may be given again.") var train: [String]
  @Option(help: "Coded texts to propose for; may be given again.") var test: [String] = []
  @Option(help: "More coded texts to learn from.") var dev: [String] = []
  @Option(help: "Learn only from so many, chosen with the seed.") var labels: Int?
  @Option(help: "Without --test: learn from all parts but one, in turn.") var folds = 5
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730

  func validate() throws {
    guard folds >= 2 else { throw ValidationError("--folds has to be 2 or more") }
  }

  func run() throws {
    var known = try (train + dev).flatMap(CodedLines.read)
    if let labels { known = Array(known.shuffled(seed: seed).prefix(labels)) }
    let asked = try test.flatMap(CodedLines.read)
    var report = asked.isEmpty ? crossed(known) : judged(known, asked)
    report.finish(learnedFrom: known.count, seed: seed)
    try report.show()
  }

  private func judged(_ known: [CodedText], _ asked: [CodedText]) -> ThemingReport {
    var report = ThemingReport()
    report.add(known, asked)
    return report
  }

  private func crossed(_ known: [CodedText]) -> ThemingReport {
    var report = ThemingReport()
    let shuffled = known.shuffled(seed: seed)
    for fold in 0..<folds {
      let parts = shuffled.enumerated()
      report.add(
        parts.filter { $0.offset % folds != fold }.map(\.element),
        parts.filter { $0.offset % folds == fold }.map(\.element))
    }
    return report
  }
}

/// The lines of a file of coded texts.
enum CodedLines {
  private struct Line: Decodable {
    let text: String
    let labels: [String]
  }

  static func read(_ path: String) throws -> [CodedText] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    return try data.split(separator: UInt8(ascii: "\n")).map { bytes in
      guard let line = try? JSONDecoder().decode(Line.self, from: bytes) else {
        throw AnalysisBenchError.unusable(path)
      }
      return CodedText(text: line.text, codes: Set(line.labels))
    }
  }
}
