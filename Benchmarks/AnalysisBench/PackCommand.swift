// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Embedding
import Foundation

/// How fast the model pack is, and whether it gives what another reader of the same file gives.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Turns texts into vectors with a model pack; prints JSON.",
    discussion: """
      --vectors is a file of JSON lines, one array of 384 numbers for each text of --in, as another program
      made them from the same model (Benchmarks/pack does).

      EXAMPLES:
        ovoz-bench pack --in sib200-tg.dev.jsonl --pack e5-small-q4.bin
        ovoz-bench pack --in texts.jsonl --pack e5-small-q4.bin --vectors vectors.jsonl
      """)

  @Option(name: .customLong("in"), help: "JSON lines with a `text`; may be given again.")
  var texts: [String]
  @Option(help: "The model file.") var pack: String
  @Option(help: "Vectors to compare with.") var vectors: String?
  @Flag(help: "Use one core only, one text at a time.") var single = false

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let model = try EmbeddingModel(contentsOf: URL(filePath: pack))
    let loaded = clock.now
    let lines = try texts.flatMap { try JSONLines.read($0, as: TextLine.self).map(\.text) }
    let begun = clock.now
    let found = single ? lines.map(model.vector) : model.vectors(of: lines)
    let seconds = (clock.now - begun) / .seconds(1)
    var report = PackReport(
      texts: lines.count, loadSeconds: (loaded - start) / .seconds(1),
      textsPerSecond: Double(lines.count) / seconds,
      cores: single ? 1 : ProcessInfo.processInfo.activeProcessorCount)
    if let vectors { try report.compare(found, JSONLines.read(vectors, as: [Float].self)) }
    try report.show()
  }

  private struct TextLine: Decodable { let text: String }
}

/// What is printed.
struct PackReport: Encodable {
  let texts: Int
  let loadSeconds: Double
  let textsPerSecond: Double
  let cores: Int
  private(set) var leastCosine: Double?
  private(set) var meanCosine: Double?

  init(texts: Int, loadSeconds: Double, textsPerSecond: Double, cores: Int) {
    (self.texts, self.loadSeconds) = (texts, loadSeconds)
    (self.textsPerSecond, self.cores) = (textsPerSecond, cores)
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
