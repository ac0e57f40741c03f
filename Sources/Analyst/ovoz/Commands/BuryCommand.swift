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
      Asks for the campaign's name, and where the key is split, for each custodian's name: that every copy of her share
      is here or destroyed. Share files named with --share are wiped once the campaign is buried; they have to be of
      this campaign, of today's set or one from before. What was released stays released; the access log, the
      record of joins and the list of releases stay. Backups of the vault and other copies of keys or shares have to be
      destroyed by hand: as long as there are enough of them, they open it.

      Nobody's share is needed for it, since destroying opens nothing and a lost share must not keep a campaign from its
      end. `ovoz access` then shows which share files were wiped here, and for which custodians a name was typed. It
      cannot show who typed it, nor whether papers and other copies are gone: sign for that on paper.

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
      try refuseOpenForm(of: campaign, today)
      // Before anything is asked, and long before anything is wiped.
      let shares = try share.map { try BuriedShare($0, of: campaign) }
      let named = try confirm(campaign, in: store)
      let isErased = try bury(campaign, in: store, today, naming: named)
      tell(campaign, try store.burial(of: campaign) ?? today)
      let left = try wipe(shares, of: campaign, in: store)
      guard isErased else { throw VaultError.othersRead }
      guard left.isEmpty else {
        throw Failure(
          "\(campaign.name) is buried, but not wiped: \(left.joined(separator: ", "))",
          hint: "each is gone, changed or cannot be written: look, and destroy it by hand")
      }
    }
  }

  /// A rehearsal's day goes on record, but opens no way past this: only the calendar closes a form.
  private func refuseOpenForm(of campaign: Campaign, _ today: Day) throws {
    guard min(today, Day(of: Date())) > campaign.closes || early else {
      throw Failure(
        "the form of this campaign is open until \(campaign.closes)",
        hint: "wait, or add --early: testimonies that still come in could never be opened",
        code: 64)
    }
  }

  /// The numbers of the custodians whose names were typed.
  private func confirm(_ campaign: Campaign, in store: VaultStore) throws -> [Int] {
    Terminal.say(
      "burying \(campaign.name) ends it: no testimony of it, no decision, no kept release opens again"
    )
    try confirm("type the campaign's name to go on: ", campaign.name)
    guard case .shared(let set) = try store.custody(of: campaign) else { return [] }
    for (number, custodian) in set.custodians.enumerated() {
      try confirm(
        "\(custodian), is every copy of share \(number + 1) destroyed or here? type your name: ",
        custodian)
    }
    return Array(1...set.custodians.count)
  }

  private func confirm(_ question: String, _ wanted: String) throws {
    guard Terminal.ask(question)?.trimmingCharacters(in: .whitespaces) == wanted else {
      throw Failure("this was not confirmed", hint: "nothing was destroyed", code: 64)
    }
  }

  /// Whether nothing of it stays on the disk; where something does, the shares are wiped all the same.
  private func bury(
    _ campaign: Campaign, in store: VaultStore, _ today: Day, naming custodians: [Int]
  ) throws -> Bool {
    do { try store.bury(campaign, today: today, naming: custodians) } catch VaultError.othersRead {
      return false
    } catch VaultError.cannotWrite {
      throw Failure(
        "the vault could not be written: the burial has not come to its end",
        hint: "no share file was wiped; make room on the disk, and run this again")
    }
    return true
  }

  private func tell(_ campaign: Campaign, _ day: Day) {
    print("\(campaign.name) is buried since \(day)")
    Terminal.say("hint: the operator sets keyEndDone: \(day), and the pages tell it")
    Terminal.say("hint: destroy the backups of this vault and of its folder keys as well")
  }

  /// The files that stay.
  private func wipe(
    _ shares: [BuriedShare], of campaign: Campaign, in store: VaultStore
  ) throws -> [String] {
    var (done, left): (Set<URL>, [String]) = ([], [])
    for share in shares where done.insert(share.file).inserted {
      guard share.wipe(of: campaign) else {
        Terminal.say("not wiped: \(share.file.path)")
        left.append(share.file.path)
        continue
      }
      Terminal.say("wiped: \(share.file.path)")
      // The others are wiped whatever becomes of the log.
      do { try store.log(.shareWiped, about: "\(campaign.name) \(share.label)") } catch {
        Terminal.say("not on record: the access log could not be written")
      }
    }
    return left
  }
}
