// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Redaction

/// How well identifying words are found, on any data: JSON lines `{"text", "spans": […]}`.
struct RedactionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redaction",
    abstract: "Redacts marked texts and compares; prints JSON.",
    discussion: """
      A span is {"start", "end", "class"}, in Unicode code points, end exclusive; "entity" may join the
      spans that name one person or thing, "identifier" may say DIRECT, QUASI or NO_MASK. Found means
      covered by marks of any kind; what is NO_MASK counts neither for nor against. recall_entities is the
      share of people and things of which every mention is covered. Intervals are the middle 95 % of
      1,000 samples of the texts, drawn with the seed.

      EXAMPLES:
        ovoz-bench redaction --test factrueval.dev.jsonl
        ovoz-bench redaction --test tab.train.jsonl --lower --latin
      """)

  @Option(help: "Marked texts; may be given again.") var test: [String]
  @Flag(help: "Take all capitals away first.") var lower = false
  @Flag(help: "Type Cyrillic in Latin letters first, each text in its own scheme.")
  var latin = false
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730
  @Option(help: "The project's folder, which holds Config.") var project = "."

  func run() throws {
    let redactor = Redactor(lists: try lists())
    let texts = try test.flatMap(MarkedLines.read).typed(lower: lower, latin: latin, seed: seed)
    let begun = ContinuousClock.now
    let marks = texts.inOrder { redactor.marks(in: $0.text) }
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    let outcomes = zip(texts, marks).map { RedactionOutcome($0, $1) }
    let words = outcomes.reduce(0) { $0 + $1.words }
    let report = RedactionReportOfRun(
      outcomes: outcomes, wordsPerSecond: Double(words) / seconds, seed: seed)
    try report.show()
  }

  private func lists() throws -> RedactionLists {
    let texts = try RedactionLists.files.map { name in
      (name, try String(contentsOfFile: "\(project)/Config/redaction/\(name)", encoding: .utf8))
    }
    return try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts))
  }
}
