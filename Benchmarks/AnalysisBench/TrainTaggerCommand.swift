// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Redaction
import ThemeLearning

/// Trains `Config/redaction/tagger.bin`.
struct TrainTaggerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-tagger",
    abstract: "Trains the tagger that redaction uses, and writes its file.",
    discussion: """
      Learns from marked texts (as `redaction --help` describes them; classes PERSON, PLACE or LOC,
      ORGANIZATION or ORG) and from the invented sentences of Benchmarks/tagger, each as it is, without
      capitals, and typed in Latin letters. The same inputs and seed give the same file.

      EXAMPLES:
        ovoz-bench train-tagger --train factrueval.dev.jsonl --train tab.train.jsonl \\
          --note "factRuEval-2016 (MIT), TAB (MIT)" --out Config/redaction/tagger.bin
      """)

  @Option(help: "Marked texts; may be given again.") var train: [String]
  @Option(help: "Names and licences of the texts, kept in the file.") var note: String
  @Option(help: "Where the file goes.") var out: String
  @Option(help: "Words with group and family; without it the groups of the present file stay.")
  var groups: String?
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730
  @Option(help: "The project's folder, which holds Config and Benchmarks.") var project = "."

  func run() throws {
    let lists = try ShippedLists.read(project, tagger: false)
    let texts = try train.flatMap(MarkedLines.read)
    var inputs: [UInt8] = []
    for path in train + ["\(project)/Benchmarks/tagger/sentences.txt"] {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw AnalysisBenchError.unusable(path)
      }
      inputs += Digest.sha256(Array(data))
    }
    let groups = try groups.map(GroupedWords.read) ?? ShippedLists.groups(project)
    let teacher = try TaggerTeacher(project: project, lists: lists, groups: groups, seed: seed)
    let model = teacher.model(of: texts, inputs: Digest.sha256(inputs), note: note)
    try Data(model.bytes).write(to: URL(filePath: out))
  }
}

/// Makes a tagger from marked texts and the project's invented sentences.
struct TaggerTeacher {
  private let texts: TrainingTexts
  private let invented: [TaggerExample]
  private let trainer: TaggerTrainer

  init(project: String, lists: RedactionLists, groups: WordGroups, seed: UInt64, bits: Int = 17)
    throws
  {
    texts = TrainingTexts(lists: lists, groups: groups, bits: bits, seed: seed)
    trainer = TaggerTrainer(bits: bits, groups: groups, seed: seed)
    var random = SeededRandom(seed: seed)
    let sentences = try InventedSentences(
      folder: project, names: try DrawnNames(project: project))
    invented = texts.examples(sentences.texts(Self.inventedTexts, using: &random))
  }

  /// The limits are chosen on a fifth of the texts, by a model that has not seen it.
  func model(
    of marked: [MarkedText], inputs: [UInt8] = Array(repeating: 0, count: 32), note: String = ""
  ) -> TaggerModel {
    let parts = marked.enumerated()
    let most = texts.examples(parts.filter { $0.offset % 5 != 0 }.map(\.element))
    let rest = texts.examples(parts.filter { $0.offset % 5 == 0 }.map(\.element))
    let rehearsal = trainer.model(of: most + invented, inputs: inputs, note: note)
    var model = trainer.model(of: most + rest + invented, inputs: inputs, note: note)
    model.limits = TaggerLimits().chosen(for: rehearsal, on: rest)
    return model
  }

  private static let inventedTexts = 1_600
}
