// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import TerminalControl
import Vault

struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "Take in what the intake collected.",
    subcommands: [
      Import.self, InboxPullCommand.self, InboxKeyCommand.self, InboxArrivalsCommand.self,
    ])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import a bundle whole, or not at all.",
      discussion: """
        No passphrase is needed: testimonies stay sealed.

        EXAMPLE:
          ovoz inbox import bundle-1.ovoz
        """.paragraphs)

    @Argument(help: "The bundle's file.", completion: .file()) var file: String
    @Option(help: "The campaign's name; may be left out when the vault has only one.")
    var campaign: String?
    @OptionGroup var vault: VaultOption
    @OptionGroup var arrival: ArrivalDayOption

    func run() throws {
      try Failure.report {
        let today = try arrival.day()
        let store = try vault.open()
        try GivenFile.check(
          file,
          orElse: Failure("\(file) cannot be read", hint: "is the stick plugged in?", code: 64))
        let bar = ProgressBar("importing")
        defer { bar.finish() }
        let report = try store.importBundle(
          URL(filePath: file), of: store.campaign(named: campaign), today: today,
          progress: bar.show)
        bar.finish()
        print(report.line)
        Terminal.hint("this bundle counts as the newest: a later one may hold withdrawals")
        Terminal.hint("`ovoz list` shows what is there; `ovoz redact` is the next step")
      }
    }
  }
}

extension ImportReport {
  /// How a terminal tells of it.
  var line: String {
    "bundle \(sequence): \(added) new, \(known) known, \(withdrawn) withdrawn"
      + (gone > 0 ? ", \(gone) gone before" : "")
      + (refused > 0 ? ", \(refused) refused: somebody gave them the campaign's own id" : "")
  }
}
