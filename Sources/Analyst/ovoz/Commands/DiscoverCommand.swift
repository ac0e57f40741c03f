// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Embedding
import Reading
import TerminalControl
import TestimonyModel
import ThematicCoding
import ThemeDiscovery
import Vault

struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Look for what many testimonies say and no theme covers.",
    discussion: """
      Groups the redacted answers of testimonies to which no theme was given or proposed (--all: of all), groups samples
      of them again, and shows only what comes again. Stability is the mean likeness of a group to its nearest in 20
      samples; under 0.6 nothing is shown. Groups are proposals: a person names them, or does not.

        NUMBER            more sentences of a proposal
        merge A B         one proposal out of two
        split A           two out of one
        adopt A ID GROUP  a theme for the codebook, written at once to the file
                          of --codebook-out; GROUP: harmed, helped or asked
        dismiss A         not a theme; it is not shown again
        show              the last sentences again, with what was left out
        q                 stop

      An adopted theme is proposed, as not sure, for every testimony whose answers were gathered under it.

      The codebook that is written holds the typical words as cues, each from three answers or more, and nothing
      else of a testimony. Without a model pack only words count, and texts that say the same in other words are not
      brought together. Words go to a terminal only, distressing ones once you ask for them; --json
      shows none.

      EXAMPLES:
        ovoz discover
        ovoz discover --all --groups 8
        ovoz discover --codebook-out codebook-2.yaml
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var models: ModelsOption
  @OptionGroup var blur: BlurOption
  @Flag(help: "Look at all testimonies, not only at those that no theme covers.") var all = false
  @Option(
    parsing: .unconditional, help: "Part into so many groups. Default: as finely as is stable.")
  var groups: Int?
  @Option(
    help: "Write the codebook with the adopted themes to this new file.", completion: .file())
  var codebookOut: String?
  @Flag(help: "Print JSON: sizes, stability and ids, no words.") var json = false
  @Flag(help: "Write words in clear to a file or pipe. Whoever reads that can read them.")
  var unsafePlaintextOut = false

  func validate() throws {
    guard groups ?? 2 >= 2 else { throw ValidationError("--groups has to be 2 or more") }
  }

  func run() throws {
    try Failure.report {
      guard json || TerminalControl.outputIsTerminal || unsafePlaintextOut else {
        throw Failure(
          "words go to a terminal only",
          hint: "use --json, or add --unsafe-plaintext-out if you must", code: 64)
      }
      let listing = try config.listingBlur(blur)
      let out = try codebookOut.map(GrowingFile.init)
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      let leaves = !json && !TerminalControl.outputIsTerminal
      try workbench.vault.store.log(
        leaves ? .wordsLeft : .allOpened, about: workbench.vault.campaign.name)
      let bar = ProgressBar("reading")
      let embedder = try models.embedder(
        config, without: "only words count: what is said in other words is not brought together")
      let desk = try DiscoveryDesk(workbench, all: all, bar: bar) { texts in
        embedder?.vectors(of: texts)
      }
      bar.finish()
      try refuseTooManyGroups(among: desk.texts.count)
      Terminal.hint("comparing takes about a minute for 2,000 answers")
      let found = desk.finder.find(groups: groups)
      let shown = found.themes.filter { !desk.isDismissed($0) }
      if json { return try printJSON(found, shown, desk) }
      try converse(found, shown, desk, out, listing)
    }
  }

  /// Groups of one answer each would come again in every sample and say nothing.
  private func refuseTooManyGroups(among answers: Int) throws {
    let most = answers / Parting.fewest
    // Fewer answers are not compared at all, which is said below.
    guard let groups, groups > most, answers >= ThemeFinder.fewestTexts else { return }
    throw Failure(
      "\(answers) answers cannot be parted into \(groups) groups",
      hint: "a group has \(Parting.fewest) answers or more: --groups \(most) at most", code: 64)
  }

  private func converse(
    _ found: Discovery, _ shown: [DiscoveredTheme], _ desk: DiscoveryDesk, _ out: GrowingFile?,
    _ listing: ListingBlur
  ) throws {
    var session = DiscoverySession(
      desk: desk, themes: shown, codebook: try config.text("codebook.yaml"), out: out,
      blur: listing)
    guard !shown.isEmpty else {
      print("nothing stable here: \(found.texts) answers were compared")
      return tellWhy(found, hidden: found.themes.count)
    }
    print(
      "\(shown.count) proposals from \(found.texts) answers; \(found.left) are in none that is stable"
    )
    tellWhy(found, hidden: found.themes.count - shown.count)
    session.showAll()
    let lock = try config.lock()
    var locked: Locked?
    do {
      while let line = try Terminal.ask("discover> ", within: lock), try session.take(line) {}
    } catch let lock as Locked { locked = lock }
    tell(session.adopted)
    if let locked { throw locked }
  }

  private func tell(_ adopted: Int) {
    guard let codebookOut, adopted > 0 else { return }
    print("\(adopted) themes are in \(codebookOut): name them, then `ovoz check`")
    Terminal.say("ovoz: with another codebook, testimonies have to be coded again")
  }

  private func tellWhy(_ found: Discovery, hidden: Int) {
    if found.texts < ThemeFinder.fewestTexts {
      Terminal.say("ovoz: \(ThemeFinder.fewestTexts) answers are the fewest that are compared")
    }
    if hidden > 0 { Terminal.say("ovoz: \(hidden) that were dismissed before are not shown") }
  }

  private func printJSON(
    _ found: Discovery, _ shown: [DiscoveredTheme], _ desk: DiscoveryDesk
  ) throws {
    let lines = shown.map { theme in
      Printed.Line(
        answers: theme.members.count,
        stability: theme.stability.map { ($0 * 1_000).rounded() / 1_000 },
        words: theme.words.count, testimonies: desk.testimonies(of: theme).sorted())
    }
    try Terminal.printJSON(
      "ovoz.discover",
      Printed(
        answers: found.texts, inNone: found.left,
        agreement: (found.agreement * 1_000).rounded() / 1_000,
        dismissed: found.themes.count - shown.count, proposals: lines,
        codebook: desk.workbench.codebook.origin))
  }

  private struct Printed: Encodable {
    struct Line: Encodable {
      let answers: Int
      let stability: Double?
      let words: Int
      let testimonies: [String]
    }

    let answers, inNone: Int
    let agreement: Double
    let dismissed: Int
    let proposals: [Line]
    /// By which a testimony counts as covered.
    let codebook: CodebookOrigin
  }
}
