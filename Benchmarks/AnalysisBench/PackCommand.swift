// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Embedding
import Foundation
import ThemeLearning

/// How fast the model pack is, and whether it gives what another reader of the same file gives.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Turns texts into vectors with a model pack; prints JSON.",
    discussion: """
      --vectors is a file of JSON lines, one array of 384 numbers for each text of --in, as another program
      made them from the same model (Benchmarks/pack does).

      --latin types each text in Latin letters by a scheme of its own. --restore takes the folder Config/languages
      and reads texts as the analyst's commands do: Latin letters back to Cyrillic, Tajik in the Persian alphabet
      as well. --save keeps the vectors for another program.

      EXAMPLES:
        ovoz-bench pack --in sib200-tg.dev.jsonl --pack e5-small-q4.bin
        ovoz-bench pack --in sib200-tg.dev.jsonl --pack e5-small-q4.bin --latin \
          --restore Config/languages --save vectors.jsonl
        ovoz-bench pack --in texts.jsonl --pack e5-small-q4.bin --vectors vectors.jsonl
      """)

  @Option(name: .customLong("in"), help: "JSON lines with a `text`; may be given again.")
  var texts: [String]
  @Option(help: "The model file.") var pack: String
  @Option(help: "Vectors to compare with.") var vectors: String?
  @Flag(help: "Use one core only, one text at a time.") var single = false
  @Flag(help: "Type the texts in Latin letters first.") var latin = false
  @Option(help: "Turn texts back to Cyrillic by the files of this folder.") var restore: String?
  @Option(help: "Write the vectors to this file, JSON lines.") var save: String?
  @Option(help: "For the schemes of --latin.") var seed: UInt64 = 20_210_730

  func run() throws {
    let watch = ContinuousClock()
    let start = watch.now
    let reader = try MeaningReader(pack, restore: restore, plain: restore == nil)
    let loaded = watch.now
    let lines = try typed()
    let (begun, before) = (watch.now, processorSeconds())
    let found = single ? lines.flatMap { reader.vectors([$0]) } : reader.vectors(lines)
    let seconds = (watch.now - begun) / .seconds(1)
    let spent = processorSeconds() - before
    var report = PackReport(
      texts: lines.count, loadSeconds: (loaded - start) / .seconds(1),
      textsPerSecond: Double(lines.count) / seconds,
      textsPerCoreSecond: Double(lines.count) / spent,
      cores: single ? 1 : ProcessInfo.processInfo.activeProcessorCount)
    if let vectors { try report.compare(found, JSONLines.read(vectors, as: [Float].self)) }
    if let save { try JSONLines.write(found, to: save) }
    try report.show()
  }

  private func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// The texts, typed as asked for.
  private func typed() throws -> [String] {
    let lines = try texts.flatMap { try JSONLines.read($0, as: TextLine.self).map(\.text) }
    guard latin else { return lines }
    var random = SeededRandom(seed: seed)
    return lines.map { TypedInLatin(mixedBy: &random)($0) }
  }

  private struct TextLine: Decodable { let text: String }
}

/// What is printed.
struct PackReport: Encodable {
  let texts: Int
  let loadSeconds: Double
  let textsPerSecond: Double
  /// By the processor's time, which busy neighbours change less.
  let textsPerCoreSecond: Double
  let cores: Int
  private(set) var leastCosine: Double?
  private(set) var meanCosine: Double?

  init(
    texts: Int, loadSeconds: Double, textsPerSecond: Double, textsPerCoreSecond: Double, cores: Int
  ) {
    (self.texts, self.loadSeconds) = (texts, loadSeconds)
    (self.textsPerSecond, self.cores) = (textsPerSecond, cores)
    self.textsPerCoreSecond = textsPerCoreSecond
  }

  mutating func compare(_ own: [[Float]], _ others: [[Float]]) throws {
    guard own.count == others.count else { throw AnalysisBenchError.unusable("--vectors") }
    let cosines = zip(own, others).map { first, second in
      let product = zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      let lengths = [first, second].map { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
      return product / (lengths[0] * lengths[1]).squareRoot()
    }
    leastCosine = cosines.min()
    meanCosine = cosines.reduce(0, +) / Double(max(1, cosines.count))
  }

  func show() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
