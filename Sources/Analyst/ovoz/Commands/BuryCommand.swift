// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct BuryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bury",
    abstract: "Destroy a campaign's key: nothing ever opens its testimonies again.",
    discussion: """
      Asks for the campaign's name, and where the key is split, for each custodian's word that her share and her paper
      are destroyed. Share files named with --share are wiped here. What was released stays released; the access log, the
      record of joins and the list of releases stay. Backups of the vault and other copies of keys or shares have to be
      destroyed by hand: as long as there are enough of them, they open it.

      EXAMPLE:
        ovoz campaign bury demo --share /media/stick/demo-f0397c40-share-1.json
      """.paragraphs)

  @Argument(help: "The campaign's name.") var name: String
  @OptionGroup var vault: VaultOption
  @Option(help: "A share file to wipe, once for each.", completion: .file())
  var share: [String] = []
  @Flag(help: "Bury it although its form is still open.") var early = false
  @OptionGroup var today: TodayOption

  func run() throws {
    try Failure.report {
      let store = try vault.open()
      let campaign = try store.campaign(named: name)
      let today = try today.day()
      guard today > campaign.closes || early else {
        throw Failure(
          "the form of this campaign is open until \(campaign.closes)",
          hint: "wait, or add --early: testimonies that still come in could never be opened",
          code: 64)
      }
      Terminal.say(
        "burying \(campaign.name) ends it: no testimony of it, no decision, no kept release opens again"
      )
      try confirm("type the campaign's name to go on: ", campaign.name)
      if case .shared(let set) = try store.custody(of: campaign) {
        for (number, custodian) in set.custodians.enumerated() {
          try confirm(
            "\(custodian), is every copy of share \(number + 1) destroyed or here? type your name: ",
            custodian)
          try store.log(.shareDestroyed, about: "\(campaign.name) \(number + 1)")
        }
      }
      for path in share { try SecretFile.remove(URL(filePath: path)) }
      try store.bury(campaign, today: today)
      print("\(campaign.name) is buried since \(today)")
      Terminal.say("hint: the operator sets keyEndDone: \(today), and the pages tell it")
      Terminal.say("hint: destroy the backups of this vault and of its folder keys as well")
    }
  }

  private func confirm(_ question: String, _ wanted: String) throws {
    guard Terminal.ask(question)?.trimmingCharacters(in: .whitespaces) == wanted else {
      throw Failure("this was not confirmed", hint: "nothing was destroyed", code: 64)
    }
  }
}
