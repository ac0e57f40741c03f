// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ThematicCoding
import ThemeLearning

/// How well codes are proposed, on any data: JSON lines `{"text", "labels": […]}`.
struct ThemingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theming",
    abstract: "Learns codes from coded texts and proposes them for others; prints JSON.",
    discussion: """
      Nothing is tuned on --test. Intervals are the middle 95 % of 1,000 samples of the test texts, drawn
      with the seed. --lower and --latin change the test texts only, each text typed in its own scheme.
      A codebook is the project's YAML, or a map in YAML or JSON {code: [cue, …]}; in a map, a cue's last
      word takes any ending once it has four letters. Descriptions are a map in JSON {code: [sentence, …]};
      with --vectors, the pack reads only them.

      EXAMPLES:
        ovoz-bench theming --train sib200-tg.train.jsonl --test sib200-tg.dev.jsonl
        ovoz-bench theming --train messages.jsonl --folds 5 --pack e5-small-q4.bin
        ovoz-bench theming --train messages.jsonl --folds 5 --vectors vectors.jsonl
        ovoz-bench theming --train messages.jsonl --test others.jsonl --labels 200 --lower --latin
        ovoz-bench theming --train messages.jsonl --test others.jsonl --latin --pack e5-small-q4.bin
        ovoz-bench theming --zero --codebook cues.json --test others.jsonl
        ovoz-bench theming --zero --described Benchmarks/descriptions/topics.json --pack e5-small-q4.bin \
          --test sib200-tg.dev.jsonl
        ovoz-bench theming --order --train messages.jsonl
      """)

  @Option(help: "Coded texts to learn from; may be given again.") var train: [String] = []
  @Option(help: "Coded texts to propose for; may be given again.") var test: [String] = []
  @Option(help: "More coded texts to learn from.") var dev: [String] = []
  @Option(help: "Learn only from so many, chosen with the seed; by parts, from others.")
  var labels: Int?
  @Option(help: "Without --test: learn from all parts but one, in turn.") var folds = 5
  @Option(help: "A model pack: what texts mean is learned beside their words.") var pack: String?
  @Option(help: "Instead of --pack: vectors of --train, --dev and --test, from `pack --save`.")
  var vectors: String?
  @Option(help: "How the pack's texts are read, by the files of this folder; see `pack`.")
  var restore: String?
  @Flag(help: "The pack reads texts as they are typed.") var plain = false
  @Option(help: "Cues of codes, as a belief before anything is learned.") var codebook: String?
  @Option(help: "Descriptions of codes, as a belief before anything is learned; needs a --pack.")
  var described: String?
  @Flag(help: "Learn from nothing: the codebook's cues and descriptions alone.") var zero = false
  @Flag(help: "Compare the order of reading with chance, after 100, 200 and 400 texts.")
  var order = false
  @Flag(help: "Take all capitals away from the test texts.") var lower = false
  @Flag(help: "Type Cyrillic of the test texts in Latin letters.") var latin = false
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730

  func validate() throws {
    guard folds >= 2 else { throw ValidationError("--folds has to be 2 or more") }
    guard !zero || codebook != nil || described != nil else {
      throw ValidationError("--zero needs a --codebook or --described")
    }
    guard described == nil || pack != nil else {
      throw ValidationError("--described needs a --pack")
    }
    guard zero || !train.isEmpty else { throw ValidationError("--train, or --zero, is needed") }
    guard !zero || !test.isEmpty else { throw ValidationError("--zero needs a --test") }
    guard vectors == nil || (!lower && !latin && (pack == nil || described != nil)) else {
      throw ValidationError(
        "--vectors goes with none of --lower and --latin, and with --pack only for --described")
    }
  }

  func run() throws {
    let reader = try MeaningReader(pack, restore: restore, plain: plain)
    let (known, asked) = try vectors.map(paired) ?? read(by: reader)
    let cues = try codebook.map(CueFile.read)
    if order { return try OrderReport(known, asked, seed: seed).show() }
    let described = try described.flatMap { try DescriptionFile.read($0, by: reader) }
    var report = ThemingReport(cues: cues, described: described)
    for (known, asked) in asked.isEmpty ? crossed(known, reader) : [(known, asked)] {
      report.add(known, asked)
    }
    if asked.isEmpty { report.parts = parts(of: known.count) }
    report.finish(learnedFrom: min(labels ?? known.count, known.count), seed: seed)
    try report.show()
  }

  private func read(by reader: MeaningReader) throws -> ([MeantText], [MeantText]) {
    let all = zero ? [] : try (train + dev).flatMap(CodedLines.read)
    let known = reader.read(test.isEmpty ? all : chosen(all))
    return (known, try reader.read(typed(test.flatMap(CodedLines.read))))
  }

  private func paired(with path: String) throws -> ([MeantText], [MeantText]) {
    let known = zero ? [] : try (train + dev).flatMap(CodedLines.read)
    let all = try known + test.flatMap(CodedLines.read)
    let vectors = try JSONLines.read(path, as: [Float].self)
    guard vectors.count == all.count else { throw AnalysisBenchError.unusable(path) }
    let texts = zip(all, vectors).map(MeantText.init)
    let first = Array(texts.prefix(known.count))
    return (test.isEmpty ? first : chosen(first), Array(texts.dropFirst(known.count)))
  }

  private func chosen<Text>(_ all: [Text]) -> [Text] {
    labels.map { Array(all.shuffled(seed: seed).prefix($0)) } ?? all
  }

  private func typed(_ texts: [CodedText]) -> [CodedText] {
    var random = SeededRandom(seed: seed)
    return texts.map { text in
      var words = lower ? text.text.lowercased() : text.text
      if latin { words = TypedInLatin(mixedBy: &random)(words) }
      return CodedText(text: words, codes: text.codes)
    }
  }

  private func crossed(
    _ known: [MeantText], _ reader: MeaningReader
  ) -> [([MeantText], [MeantText])] {
    let parts = parts(of: known.count)
    return (0..<folds).map { fold in
      let left = known.indices.filter { parts[$0] == fold }.map { known[$0] }
      let isChanged = lower || latin
      return (
        chosen(known.indices.filter { parts[$0] != fold }.map { known[$0] }),
        isChanged ? reader.read(typed(left.map(\.coded))) : left
      )
    }
  }

  /// For each text, the part in which it is asked about.
  private func parts(of count: Int) -> [Int] {
    (0..<count).map { $0 % folds }.shuffled(seed: seed)
  }
}

/// A coded text with its meaning by a pack, where there is one.
struct MeantText: Sendable {
  let coded: CodedText
  let vector: [Float]?
}

/// The lines of a file of coded texts.
enum CodedLines {
  private struct Line: Decodable {
    let text: String
    let labels: [String]
  }

  static func read(_ path: String) throws -> [CodedText] {
    let lines = try JSONLines.read(path, as: Line.self)
    guard !lines.isEmpty else { throw AnalysisBenchError.empty(path) }
    return lines.map { CodedText(text: $0.text, codes: Set($0.labels)) }
  }
}
