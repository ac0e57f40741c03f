// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Embedding
import Reading
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Read testimonies, and confirm or change the themes that the tool proposes.",
    discussion: """
      On a terminal it takes the whole screen: the redacted answers, the themes, the words that made the tool propose
      them. Press ? for the keys. Every step is stored, sealed, as it is made; a decision counts from the moment you
      press Enter. Distressing sentences are blurred until you ask for them.

      With --plain it goes line by line:
        (empty) or a    accept what is proposed
        +ID -ID …       add or take away themes, then it is stored
        p 2 ID, p 2-4 ID   give sentences a theme     m WORDS   a note     show   the blurred sentences
        t WORDS         themes with these words in their name            i ID      what a theme means
        s               skip this one for now
        q               stop; everything decided so far is stored
        ?               show all themes

      Redacted words are shown on a terminal only. Through a pipe, decisions are read line by line and no words are shown.

      EXAMPLES:
        ovoz code
        ovoz code --plain --names tg
        ovoz code --again 3fa9
      """)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var models: ModelsOption
  @Option(help: "Decide again on this testimony.") var again: String?
  @Flag(
    help:
      "Propose by meaning too, with the model pack; starting takes about a minute for 1,000 testimonies."
  )
  var byMeaning = false

  func run() throws {
    try Failure.report {
      let distress = try config.distress()
      try unlock.session { vault in
        let workbench = try Workbench(vault: vault, config: config)
        try useMeaning(in: workbench)
        try vault.store.log(.allOpened, about: vault.campaign.name)
        let queue = try waiting(workbench)
        return screen.isFull && !queue.isEmpty
          ? try onScreen(workbench, queue, distress) : try plainly(workbench, queue, distress)
      }
    }
  }

  private func useMeaning(in workbench: Workbench) throws {
    guard byMeaning else { return }
    guard
      let embedder = try models.embedder(config, without: "themes are proposed by words alone")
    else { return }
    workbench.learned.embed = { embedder.vector(of: $0) }
  }

  /// What nobody has decided yet with this codebook, in the order in which it is best read.
  private func waiting(_ workbench: Workbench) throws -> [[UInt8]] {
    if let again { return [try workbench.vault.record(beginning: again)] }
    let waiting = try workbench.vault.records().filter { record in
      try workbench.themes(of: record)?.codebookHash != workbench.codebook.hash
    }
    return try workbench.readingOrder(of: waiting)
  }

  private func onScreen(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList
  ) throws -> Bool {
    var desk = try CodingDesk(workbench, queue, distress, screen)
    let ending = try desk.run()
    print("\(desk.decided) decided, \(queue.count - desk.decided) waiting")
    ending.obeySignal()
    return ending == .locked
  }

  private func plainly(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList
  ) throws -> Bool {
    var desk = try PlainCodingDesk(workbench, distress, screen)
    try desk.run(queue)
    print("\(desk.decided) decided, \(queue.count - desk.decided) waiting")
    return false
  }
}
