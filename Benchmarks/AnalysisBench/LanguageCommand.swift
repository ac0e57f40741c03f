// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Languages
import ThemeLearning

/// How well languages are told apart, on any data: JSON lines `{"text", "lang"}`.
struct LanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Learns to tell languages, judges other texts, prints JSON; --save keeps it.",
    discussion: """
      A line's lang is tg, ru, uz or en; its text is then typed in every variant of that language: in
      Latin letters by the usual scheme and by mixed ones, on a Russian keyboard, in Cyrillic letters. Or it is a
      variant's name, such as tg-latin, and the text stays as it is. Snippets are words in a row, in small letters.

      EXAMPLES:
        ovoz-bench language --train sib200-tg.train.jsonl --train sib200-ru.train.jsonl --test sib200-tg.dev.jsonl
        ovoz-bench language --weights Config/languages/letters.weights --test texts.jsonl --snippet 3
      """)

  @Option(help: "Texts to learn from; may be given again.") var train: [String] = []
  @Option(help: "Texts to judge; may be given again.") var test: [String] = []
  @Option(help: "Weights that were saved before, in place of learning.") var weights: String?
  @Option(help: "Words in a snippet; may be given again; 0 is the whole text.")
  var snippet: [Int] = [0, 3, 6]
  @Option(help: "Snippets of each text.") var draws = 5
  @Option(help: "Keep what was learned in this file.") var save: String?
  @Option(help: "One line about the texts, kept in the file.") var source = "unnamed texts"
  @Option(help: "For every choice at random.") var seed: UInt64 = 20_210_730

  func validate() throws {
    guard train.isEmpty == (weights != nil) else {
      throw ValidationError("give --train or --weights")
    }
    guard draws > 0, snippet.allSatisfy({ $0 >= 0 }) else {
      throw ValidationError("--draws has to be 1 or more, --snippet 0 or more")
    }
  }

  func run() throws {
    let lines = try train.flatMap(LanguageLine.read)
    // Judged as shipped: with the weights of the file, not those before they were made small.
    let bytes = try fileBytes(lines)
    let learned = try LanguageWeights(file: bytes)
    if let save { try Data(bytes).write(to: URL(filePath: save)) }
    guard !test.isEmpty else { return }
    let asked = try test.flatMap(LanguageLine.read)
    var report = LanguageReport()
    for words in snippet {
      for isMixed in [false, true] {
        let name = (words == 0 ? "whole" : "words_\(words)") + (isMixed ? ".mixed" : ".usual")
        report.add(samples(asked, words: words, isMixed: isMixed), learned, name)
      }
    }
    try report.show(learnedFrom: lines.count, bytes: bytes.count, seed: seed)
  }

  private func fileBytes(_ lines: [LanguageLine]) throws -> [UInt8] {
    if let weights {
      guard let data = FileManager.default.contents(atPath: weights) else {
        throw AnalysisBenchError.unusable(weights)
      }
      return Array(data)
    }
    return LanguageTrainer.train(lines, seed: seed).file(source: [
      "What tells languages apart: see Languages.docc. Made by ovoz-bench language --save, seed \(seed).",
      "Learned from: \(source)",
    ])
  }

  private func samples(_ lines: [LanguageLine], words: Int, isMixed: Bool) -> [LanguageSample] {
    var random = SeededRandom(seed: seed ^ UInt64(words))
    let typing = LanguageTyping(isMixed: isMixed)
    return (0..<(words == 0 ? 1 : draws)).flatMap { _ in
      lines.flatMap { typing.samples(of: $0, &random) }.compactMap { sample in
        guard words > 0 else { return sample }
        return sample.text.snippet(words: words, &random).map {
          LanguageSample(text: $0, variant: sample.variant)
        }
      }
    }
  }
}
