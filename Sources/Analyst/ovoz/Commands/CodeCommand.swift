// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
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
        a               accept what is proposed and what was begun: decided
        +ID -ID …       that, with themes added or taken away: decided
        p 2 ID          give a sentence a theme; p 2-4 ID gives it to several
        m WORDS         a note on the testimony; m alone takes it out
        u               undo, also the decision before this one
        show            show the blurred sentences
        / WORDS         search in this text: the sentences with these letters
        t WORDS         themes with these words in their name
        i ID            what a theme means
        s               leave this one for another day
        q               stop; every step so far is stored
        ?               show all themes

      An empty line decides nothing.

      --theme lists one theme's sentences over all testimonies that wait, where two readers were found to agree on it
      (alpha .67 or more): each is looked at and ticked by itself, and counts when its testimony is decided.
      With --plain they come one after the other:
        a               the theme belongs there
        s               leave it as it is
        u               undo, back to the one that was accepted last
        show            show the sentence where it is left out
        i               what the theme means
        q               stop; every step so far is stored

      Through a pipe nobody sees the sentence: there a ID, with the id that was just told, accepts it.

      Redacted words are shown on a terminal only. Through a pipe, decisions are read line by line and no words are shown.

      EXAMPLES:
        ovoz code
        ovoz code --plain --names tg
        ovoz code --again 3fa9
        ovoz code --theme misunderstood
        ovoz code --theme misunderstood --plain
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var meaning: MeaningOptions
  @Option(help: "Decide again on this testimony.") var again: String?
  @Option(
    help: "Look at every sentence for which this theme is proposed, and tick where it belongs.")
  var theme: String?

  func validate() throws {
    guard theme == nil || again == nil else {
      throw ValidationError("give --theme or --again, not both")
    }
  }

  func run() throws {
    try Failure.report {
      let distress = try config.distress()
      try unlock.session { vault in
        let workbench = try Workbench(vault: vault, config: config)
        try meaning.use(in: workbench, config)
        if again == nil { try meaning.tellWhatCouldBe(config) }
        try vault.store.log(.allOpened, about: vault.campaign.name)
        if let theme { return try batch(theme, workbench, distress) }
        let queue = try waiting(workbench)
        return screen.isFull && !queue.isEmpty
          ? try onScreen(workbench, queue, distress) : try plainly(workbench, queue, distress)
      }
    }
  }

  /// What nobody has decided yet with this codebook, in the order in which it is best read.
  private func waiting(_ workbench: Workbench) throws -> [[UInt8]] {
    if let again { return [try workbench.vault.record(beginning: again)] }
    let waiting = try workbench.vault.records().filter { record in
      try workbench.themes(of: record)?.codebookHash != workbench.codebook.hash
    }
    return try workbench.readingOrder(of: waiting)
  }

  private func batch(
    _ theme: String, _ workbench: Workbench, _ distress: DistressList
  ) throws -> Bool {
    let language = try screen.language()
    let desk = try BatchDesk(workbench, theme, in: language, showsProgress: !screen.plain)
    guard !desk.isEmpty else {
      print("proposed nowhere that is not decided")
      return false
    }
    let speaker = ThemeSpeaker(workbench.codebook, distress, screen, in: language)
    return screen.isFull ? try onScreen(desk, speaker) : try plainly(desk, speaker)
  }

  private func onScreen(_ desk: BatchDesk, _ speaker: ThemeSpeaker) throws -> Bool {
    var desk = desk
    let ending = try desk.run(
      speaker.distress, blurs: speaker.blurs, name: speaker.shelf.shownName(desk.theme))
    tell(accepted: desk.accepted)
    ending.obeySignal()
    return ending == .locked
  }

  private func plainly(_ desk: BatchDesk, _ speaker: ThemeSpeaker) throws -> Bool {
    var desk = PlainBatchDesk(desk, speaker)
    var isLocked = false
    do { try desk.run() } catch is Locked { isLocked = true }
    tell(accepted: desk.accepted)
    return isLocked
  }

  private func tell(accepted: Int) {
    print("accepted for \(accepted) testimonies; it counts when they are decided")
  }

  private func onScreen(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList
  ) throws -> Bool {
    var desk = try CodingDesk(workbench, queue, distress, screen)
    let ending = try desk.run()
    tell(desk.decided, of: queue.count)
    ending.obeySignal()
    return ending == .locked
  }

  private func plainly(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList
  ) throws -> Bool {
    var desk = try PlainCodingDesk(workbench, queue, distress, screen)
    var isLocked = false
    do { try desk.run() } catch is Locked { isLocked = true }
    tell(desk.decided, of: queue.count)
    return isLocked
  }

  private func tell(_ decided: Int, of waiting: Int) {
    print("\(decided) decided, \(waiting - decided) waiting")
    guard again == nil else { return }
    Terminal.hint(
      waiting > decided
        ? "`ovoz code` goes on where you left"
        : "every testimony is decided: `ovoz stats` counts, `ovoz coding export` is for a second reader"
    )
  }
}
