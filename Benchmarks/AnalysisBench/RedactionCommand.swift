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
      spans that name one person or thing. Found means covered by marks of any kind. Intervals are the
      middle 95 % of 1,000 samples of the texts, drawn with the seed.

      EXAMPLES:
        ovoz-bench redaction --test factrueval.dev.jsonl
        ovoz-bench redaction --test tab.train.jsonl --lower
      """)

  @Option(help: "Marked texts; may be given again.") var test: [String]
  @Flag(help: "Take all capitals away first.") var lower = false
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730
  @Option(help: "The project's folder, which holds Config.") var project = "."

  func run() throws {
    let redactor = Redactor(lists: try lists())
    let texts = try test.flatMap(MarkedLines.read).map { lower ? $0.lowered : $0 }
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
    let file = { (name: String) in
      try String(contentsOfFile: "\(project)/Config/redaction/\(name).txt", encoding: .utf8)
    }
    return try RedactionLists(
      names: file("names"), surnames: file("surnames"), places: file("places"),
      kept: file("kept"), words: file("words"))
  }
}

/// A text in which people marked what identifies.
struct MarkedText: Decodable {
  /// One marked part, in Unicode code points.
  struct Span: Decodable {
    let start, end: Int
    let `class`: String
    let entity: String?
  }

  let text: String
  let spans: [Span]

  /// The same text in small letters; letters whose small form is longer stay as they are.
  var lowered: MarkedText {
    let small = text.unicodeScalars.map { scalar in
      let mapping = scalar.properties.lowercaseMapping.unicodeScalars
      return mapping.count == 1 ? mapping.first ?? scalar : scalar
    }
    return MarkedText(text: String(String.UnicodeScalarView(small)), spans: spans)
  }
}

/// The lines of a file of marked texts.
enum MarkedLines {
  static func read(_ path: String) throws -> [MarkedText] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AnalysisBenchError.unusable(path)
    }
    return try data.split(separator: UInt8(ascii: "\n")).map { bytes in
      guard let line = try? JSONDecoder().decode(MarkedText.self, from: bytes),
        line.spans.allSatisfy({ 0 <= $0.start && $0.start < $0.end })
      else { throw AnalysisBenchError.unusable(path) }
      return line
    }
  }
}
