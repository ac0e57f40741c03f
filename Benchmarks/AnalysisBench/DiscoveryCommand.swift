// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ThemeDiscovery
import ThemeLearning

/// How well unseen themes are found, on any data: JSON lines `{"text", "labels"}`.
struct DiscoveryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discovery",
    abstract: "Groups texts without their labels and compares; prints JSON.",
    discussion: """
      All files together are grouped into --k groups, or, without it, as finely as is stable. A text's first label counts. Without a model
      pack the words alone have to do. A file of vectors holds 384 little-endian 32-bit floats a text, in the order of the
      lines. Intervals are the middle 95 % of 1,000 samples of the texts, drawn with the seed.

      EXAMPLES:
        ovoz-bench discovery --in sib200-tg.train.jsonl --in sib200-tg.dev.jsonl --k 7
        ovoz-bench discovery --in sib200-tg.train.jsonl --k 7 --pack e5-small-q4.bin
        ovoz-bench discovery --in sib200-tg.train.jsonl --k 7 --vectors tg.f32
      """)

  @Option(name: .customLong("in"), help: "Labelled texts; may be given again.") var files: [String]
  @Option(help: "Into how many groups.") var k: Int?
  @Option(help: "The model pack's file.") var pack: String?
  @Option(help: "How the pack's texts are read, by the files of this folder; see `pack`.")
  var restore: String?
  @Flag(help: "The pack reads texts as they are typed.") var plain = false
  @Option(help: "Vectors of the texts, made beforehand.") var vectors: String?
  @Option(help: "How many samples of the texts are grouped again.") var samples =
    TextGroups.samples
  @Flag(help: "Each file is of one language: groups are sought across them.") var across = false
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730

  func validate() throws {
    guard k ?? 2 >= 2, samples > 0 else {
      throw ValidationError("--k has to be 2 or more, --samples 1 or more")
    }
  }

  func run() throws {
    let read = try files.map { (file: $0, lines: try CodedLines.read($0)) }
    let texts = read.flatMap(\.lines)
    let kinds = across ? read.flatMap { one in one.lines.map { _ in one.file } } : []
    let labels = Self.numbers(texts.map { $0.codes.min() ?? "" })
    let begun = ContinuousClock.now
    let vectors = try vectors(of: texts.map(\.text))
    let groups = TextGroups(vectors, kinds: kinds, seed: seed, samples: samples)
    guard let parting = k.map({ groups.parted(into: $0) }) ?? groups.parted() else {
      throw AnalysisBenchError.unusable(files.joined(separator: ", "))
    }
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    var figures = Self.figures(parting, labels)
    figures["texts"] = Double(texts.count)
    figures["texts_per_second"] = Double(texts.count) / seconds
    try FigureReport(
      schema: "ovoz.bench.discovery", seed: seed, figures, intervals(parting.groups, labels)
    ).show()
  }

  private func vectors(of texts: [String]) throws -> [[Float]] {
    if let pack {
      return try MeaningReader(pack, restore: restore, plain: plain).vectors(texts)
    }
    guard let vectors else { return TextGroups.latentVectors(of: texts, seed: seed) }
    let width = 384
    guard let data = FileManager.default.contents(atPath: vectors),
      data.count == texts.count * width * 4
    else { throw AnalysisBenchError.unusable(vectors) }
    let numbers = data.withUnsafeBytes { bytes in
      (0..<texts.count * width).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
    }
    return texts.indices.map { Array(numbers[$0 * width..<($0 + 1) * width]) }
  }

  private static func figures(_ parting: Parting, _ labels: [Int]) -> [String: Double] {
    let agreement = PartitionAgreement(parting.groups, labels)
    let held = parting.stable.flatMap { parting.members(of: $0) }
    let shown = PartitionAgreement(held.map { parting.groups[$0] }, held.map { labels[$0] })
    return [
      "nmi": agreement.normalisedInformation, "purity": agreement.purity,
      "adjusted_rand": agreement.adjustedRand, "stability_adjusted_rand": parting.agreement,
      "stability_least": parting.stability.min() ?? 0,
      "stability_mean": parting.stability.reduce(0, +) / Double(parting.stability.count),
      "stability_by_chance": parting.byChance,
      "groups": Double(parting.stability.count), "groups_shown": Double(parting.stable.count),
      "texts_shown": Double(held.count), "purity_shown": held.isEmpty ? 0 : shown.purity,
    ]
  }

  private func intervals(_ groups: [Int], _ labels: [Int]) -> [String: [Double]] {
    var random = SeededRandom(seed: seed)
    var nmi: [Double] = []
    var purity: [Double] = []
    var rand: [Double] = []
    for _ in 0..<1_000 {
      let drawn = groups.indices.map { _ in Int.random(in: groups.indices, using: &random) }
      let agreement = PartitionAgreement(drawn.map { groups[$0] }, drawn.map { labels[$0] })
      nmi.append(agreement.normalisedInformation)
      purity.append(agreement.purity)
      rand.append(agreement.adjustedRand)
    }
    let middle = { (some: [Double]) in [some.sorted()[25], some.sorted()[974]] }
    return ["nmi": middle(nmi), "purity": middle(purity), "adjusted_rand": middle(rand)]
  }

  private static func numbers(_ labels: [String]) -> [Int] {
    let known = Set(labels).sorted()
    return labels.map { known.firstIndex(of: $0) ?? 0 }
  }
}
