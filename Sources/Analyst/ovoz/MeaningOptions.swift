// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Embedding
import ModelShelf
import TerminalControl

/// Whether themes are proposed by meaning too: one rule for `ovoz code` and for the tool as one more coder.
struct MeaningOptions: ParsableArguments {
  private static let loss = "themes are proposed by words alone"

  @OptionGroup var models: ModelsOption
  @Flag(
    help:
      "Propose by meaning too, with the model pack: like the codebook's descriptions at first, then as you decide; starting takes about a minute for 1,000 testimonies."
  )
  var byMeaning = false

  /// Gives the workbench the pack in use, where that was asked for; before the first proposal.
  ///
  /// Without a pack one line says what is lost.
  func use(in workbench: Workbench, _ config: ConfigOption) throws {
    guard byMeaning, let embedder = try models.embedder(config, without: Self.loss) else { return }
    let meanings = RememberedMeanings(embedder)
    workbench.learned.embed = { meanings.vectors(of: $0) }
  }

  /// Where nobody asked for meaning: says that it can be asked for, or to a person what is lost without a pack.
  func tellWhatCouldBe(_ config: ConfigOption) throws {
    guard !byMeaning else { return }
    if try !models.shelf(config).list().isEmpty {
      Terminal.say("ovoz: with --by-meaning the model pack proposes themes too")
    } else if TerminalControl.errorIsTerminal {
      // As long as there is no pack this gives nil, and only says what is lost.
      _ = try models.embedder(config, without: Self.loss)
    }
  }
}
