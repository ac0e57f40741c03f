// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Embedding
import Foundation
import Languages
import Resemblance
import Reading
import TerminalControl
import TestimonyModel
import Vault

struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Passages of other testimonies that say what this one says.",
    discussion: """
      Redacted passages, most alike first, on a terminal only. With a model pack (`ovoz models`) by meaning, in
      whatever language each is; without one by the words they share. With --text a line is asked for: words
      on a command line would stay in the shell's history. Distressing passages are left out unless you add --no-blur.

      EXAMPLES:
        ovoz similar 3fa9
        ovoz similar --text --most 20
      """.paragraphs)

  @Argument(help: "The id, or its first digits.") var id: String?
  @Flag(help: "Ask for a text instead, and show what is like it.") var text = false
  @Option(parsing: .unconditional, help: "Show at most so many.") var most = 10
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var blur: BlurOption

  func validate() throws {
    guard (id == nil) == text else { throw ValidationError("give an id, or --text") }
    guard (1...1_000).contains(most) else { throw ValidationError("--most has to be 1 to 1000") }
  }

  func run() throws {
    try Failure.report {
      guard TerminalControl.outputIsTerminal else {
        throw Failure("words go to a terminal only", hint: "run it on a terminal", code: 64)
      }
      let listing = try config.listingBlur(blur)
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      let record = try id.map { try workbench.vault.record(beginning: $0) }
      let passages = try PassageShelf(workbench)
      try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
      let asked = try record.map { passages.texts(of: $0) } ?? [typed()]
      guard !asked.isEmpty else {
        throw Failure(
          "this testimony has no words that may be used", hint: "choose another", code: 10)
      }
      let others = passages.others(than: record)
      show(try ranked(others, by: asked), listing)
    }
  }

  private func typed() throws -> String {
    let lock = try config.lock()
    guard let line = try Terminal.ask("like what? ", within: lock), !line.isEmpty else {
      throw Failure("there is nothing to look for", hint: "type a few words", code: 64)
    }
    return line
  }

  private struct Ranking {
    let passages: [(passage: CampaignPassage, likeness: Double)]
    let isByMeaning: Bool
  }

  /// Each passage by what of the asked texts it is most like.
  private func ranked(_ passages: [CampaignPassage], by asked: [String]) throws -> Ranking {
    let texts = passages.map(\.text)
    let meaning = try byMeaning(texts, asked)
    let likeness = meaning ?? SharedWords(texts).mostLike(asked, count: texts.count)
    let ranked = zip(passages, likeness).map { (passage: $0, likeness: $1) }
      .filter { $0.likeness > 0 }.sorted { $0.likeness > $1.likeness }
    return Ranking(passages: ranked, isByMeaning: meaning != nil)
  }

  private func byMeaning(_ texts: [String], _ asked: [String]) throws -> [Double]? {
    guard
      let embedder = try models.embedder(
        config, without: "passages are compared by their words, not by what they say")
    else { return nil }
    let bar = ProgressBarBox("reading", of: texts.count)
    let vectors = embedder.vectors(of: texts) { bar.show($0) }
    bar.finish()
    let questions = embedder.vectors(of: asked)
    return vectors.map { vector in
      questions.map { Double(zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 }) }.max() ?? 0
    }
  }

  private func show(_ ranking: Ranking, _ listing: ListingBlur) {
    guard !ranking.passages.isEmpty else { return print("no passage is like it") }
    let what = ranking.isByMeaning ? "in what is said" : "in the words they share"
    Terminal.printWrapped("the number says how alike \(what); 100 is the same")
    var listing = listing
    for (passage, likeness) in ranking.passages.prefix(most) {
      let id = String(Hex.text(passage.record).prefix(8))
      let share = Int((likeness * 100).rounded(.down))
      print(Terminal.bold("\(share)  \(id)  \(passage.question)"))
      Terminal.printWrapped(VisibleText.of(listing.shown(passage.text)), indent: 4)
    }
    listing.tell("--no-blur")
  }
}

extension SharedWords {
  /// The largest likeness to any of several texts.
  fileprivate func mostLike(_ texts: [String], count: Int) -> [Double] {
    texts.map(likeness).reduce([Double](repeating: 0, count: count)) { zip($0, $1).map(max) }
  }
}
