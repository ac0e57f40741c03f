// SPDX-License-Identifier: Apache-2.0

import Agreement
import ArgumentParser
import ConfigFile
import Reading
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Measure how well coders agree, and settle where they differ.",
    discussion: """
      For each code: how many testimonies two coders or more judged, the percent on which they agree, Cohen's kappa (two
      coders), Fleiss' kappa, Krippendorff's alpha with an interval. A code whose alpha is under .67 is marked: it is not
      given without a person until coders agree better. Only people mark: the tool, as one more coder, proposes as
      `ovoz code` does, with --by-meaning too; it changes no mark, is asked about each testimony without having
      learned from it, and where it is not sure of a theme it has no judgement. Where coders never differed, or a
      code is rare, there is no interval. Decisions made with another codebook are left out.

      EXAMPLES:
        ovoz agree
        ovoz agree --machine
        ovoz agree --machine --by-meaning
        ovoz agree --json
        ovoz agree settle
      """.paragraphs,
    subcommands: [Measure.self, Settle.self], defaultSubcommand: Measure.self)

  struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "measure", abstract: "Print the figures; the same as `ovoz agree`.",
      discussion: """
        EXAMPLES:
          ovoz agree
          ovoz agree --machine --json
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption
    @Flag(help: "Count the tool as one more coder, by what others' decisions taught it.")
    var machine = false
    @OptionGroup var meaning: MeaningOptions
    @Option(parsing: .unconditional, help: "Begin the drawing of intervals from this number.")
    var seed: UInt64 = 1
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
      guard machine || !meaning.byMeaning else {
        throw ValidationError("--by-meaning is of the tool's proposals: add --machine")
      }
    }

    func run() throws {
      try Failure.report {
        let workbench = try Workbench(vault: unlock.unlock(), config: config)
        var desk = try CoderDesk(workbench)
        let unsettled = try desk.unsettled().count
        let people = desk.round
        if machine { try addMachine(to: &desk) }
        guard desk.coders.count >= 2 else {
          throw Failure(
            "fewer than two coders have decided with this codebook",
            hint: "run `ovoz coding import`, or add --machine", code: 10)
        }
        try print(measure(desk, people, unsettled))
        desk.tellWhatIsLeftOut()
      }
    }

    /// The machine as a coder is the one that proposes: the same words, and the same pack.
    private func addMachine(to desk: inout CoderDesk) throws {
      let workbench = desk.workbench
      try meaning.use(in: workbench, config)
      try meaning.tellWhatCouldBe(config)
      try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
      try desk.addMachine()
    }

    private func measure(
      _ desk: CoderDesk, _ people: CodingRound<[UInt8]>, _ unsettled: Int
    ) throws -> AgreementReport {
      let (round, bootstrap) = (desk.round, Bootstrap(seed: seed))
      let codes = desk.workbench.codebook.themes.map(\.id)
      let found = try round.agreement(on: codes, bootstrap: bootstrap)
      var marks = try desk.workbench.personMarks()
      // One person and the tool are no two readers: where they differ, nobody knows yet how readers would.
      let areReaders = people.coders.count >= 2
      if areReaders {
        try marks.take(
          machine ? people.agreement(on: codes, bootstrap: Bootstrap(rounds: 1)) : found)
        try desk.workbench.keep(marks)
      }
      return AgreementReport(
        desk, found, overall: try round.agreementOverall(bootstrap: bootstrap), marks: marks,
        unsettled: unsettled, areReaders: areReaders)
    }

    private func print(_ report: AgreementReport) throws {
      if json { try Terminal.printJSON("ovoz.agreement", report) } else { report.show() }
    }
  }

  struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Go through the testimonies on which coders differ, and agree on themes.",
      discussion: """
        Best done together. Shows the redacted words, on a terminal only, and who gave what. Distressing sentences are
        left out until you ask for them. You decide:
          NAME           take what that coder gave
          +ID -ID …      add or take away themes, beginning from what all gave
          =              only what all gave
          u              undo: back to what was settled before this one
          show           show what is left out
          s              skip this one for now
          q              stop; everything settled so far is stored
          ?              show all themes

        Your own decisions stay as they were, so that agreement is still measured on them; what was settled is what counts.

        EXAMPLES:
          ovoz agree settle
          ovoz agree settle --again 3fa9 --names tg
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption
    @OptionGroup var blur: BlurOption
    @Option(help: "Settle this testimony, also where it was settled before.") var again: String?
    @Option(help: "The language of questions and themes: tg, ru, uz or en. Default: by $LANG.")
    var names: String?

    func run() throws {
      try Failure.report {
        guard TerminalControl.outputIsTerminal, TerminalControl.inputIsTerminal else {
          throw Failure("words go to a terminal only", hint: "run this on a terminal", code: 64)
        }
        let language = try Language.ofNames(names)
        let distress = try config.distress()
        let desk = try CoderDesk(Workbench(vault: unlock.unlock(), config: config))
        try desk.workbench.vault.store.log(.allOpened, about: desk.workbench.vault.campaign.name)
        let waiting = try again.map { [try desk.differing(beginning: $0)] } ?? desk.unsettled()
        var settling = SettlingDesk(
          desk, waiting, in: language, distress, blurs: !blur.noBlur)
        var locked: Locked?
        do { try settling.run() } catch let lock as Locked { locked = lock }
        print("\(settling.settled) settled, \(waiting.count - settling.settled) waiting")
        if let locked { throw locked }
      }
    }
  }
}
