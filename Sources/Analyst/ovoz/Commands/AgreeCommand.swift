// SPDX-License-Identifier: Apache-2.0

import Agreement
import ArgumentParser
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
      given without a person until coders agree better. With two people or more it is they who mark; the tool,
      as one more coder, changes no mark then. Decisions made with another codebook are left out.

      EXAMPLES:
        ovoz agree
        ovoz agree --machine
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
    @Flag(help: "Count the tool as one more coder, by what it proposes now.") var machine = false
    @Option(help: "Begin the drawing of intervals from this number.") var seed: UInt64 = 1
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let workbench = try Workbench(vault: unlock.unlock(), config: config)
        var desk = try CoderDesk(workbench)
        let unsettled = try desk.unsettled().count
        let people = desk.round
        if machine {
          try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
          try desk.addMachine()
        }
        guard desk.coders.count >= 2 else {
          throw Failure(
            "fewer than two coders have decided with this codebook",
            hint: "run `ovoz coding import`, or add --machine", code: 10)
        }
        try print(measure(desk, people, unsettled))
        desk.tellWhatIsLeftOut()
      }
    }

    private func measure(
      _ desk: CoderDesk, _ people: CodingRound<[UInt8]>, _ unsettled: Int
    ) throws -> AgreementReport {
      let (round, bootstrap) = (desk.round, Bootstrap(seed: seed))
      let codes = desk.workbench.codebook.themes.map(\.id)
      let found = try round.agreement(on: codes, bootstrap: bootstrap)
      var marks = try desk.workbench.personMarks()
      marks.take(
        machine && people.coders.count >= 2
          ? try people.agreement(on: codes, bootstrap: Bootstrap(rounds: 1)) : found)
      try desk.workbench.keep(marks)
      return AgreementReport(
        desk, found, overall: try round.agreementOverall(bootstrap: bootstrap), marks: marks,
        unsettled: unsettled)
    }

    private func print(_ report: AgreementReport) throws {
      if json { try Terminal.printJSON("ovoz.agreement", report) } else { report.show() }
    }
  }

  struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Go through the testimonies on which coders differ, and agree on themes.",
      discussion: """
        Best done together. Shows the redacted words, on a terminal only, and who gave what. You decide:
          NAME           take what that coder gave
          +ID -ID …      add or take away themes, beginning from what all gave
          =              only what all gave
          s              skip this one for now
          q              stop; everything settled so far is stored
          ?              show all themes
        Your own decisions stay as they were, so that agreement is still measured on them; what was settled is what counts.

        EXAMPLE:
          ovoz agree settle
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption

    func run() throws {
      try Failure.report {
        guard TerminalControl.outputIsTerminal, TerminalControl.inputIsTerminal else {
          throw Failure("words go to a terminal only", hint: "run this on a terminal", code: 64)
        }
        let desk = try CoderDesk(Workbench(vault: unlock.unlock(), config: config))
        try desk.workbench.vault.store.log(.allOpened, about: desk.workbench.vault.campaign.name)
        let waiting = try desk.unsettled()
        var settled = 0
        for (index, entry) in waiting.enumerated() {
          Terminal.say(Terminal.faint("\n\(index + 1) of \(waiting.count)"))
          let session = SettlingSession(desk: desk, record: entry.record, codes: entry.codes)
          guard let went = try session.run() else { break }
          settled += went ? 1 : 0
        }
        print("\(settled) settled, \(waiting.count - settled) waiting")
      }
    }
  }
}
