// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "campaign", abstract: "Make campaigns and look after their keys.",
    subcommands: [New.self, List.self, Show.self, Trust.self, BuryCommand.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a campaign: its key pair here, its public file for the intake.",
      discussion: """
        The opening key never leaves this machine but as you carry it. Without it, or without its passphrase, nobody
        can ever open the campaign's testimonies: back up the vault's folder `keys`.

        EXAMPLE:
          ovoz campaign new autumn --opens 2026-12-01 --closes 2027-02-28
        """.paragraphs)

    @Argument(help: "The campaign's name, for you; a-z, 0-9 and - only.") var name: String
    @Option(help: "The first day on which the form is open, YYYY-MM-DD.") var opens: String
    @Option(help: "The last day on which the form is open, YYYY-MM-DD.") var closes: String
    @Option(parsing: .unconditional, help: "The length of an intake period in days, 7 to 366.")
    var epochDays = 7
    @Option(
      help: "Where to write the public file. Default: NAME.campaign.json here.", completion: .file()
    )
    var out: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var vault: VaultOption
    @OptionGroup var passphrase: PassphraseOption

    func run() throws {
      try Failure.report {
        let file = out ?? "\(name).campaign.json"
        guard name.wholeMatch(of: /[a-z0-9-]{1,40}/) != nil else {
          throw Failure(
            "a campaign's name has small letters a to z, digits and hyphens, at most 40",
            hint: "write it in Latin letters, as in autumn-2026", code: 64)
        }
        try NewFile.check(file)
        let key = try OpeningKey()
        let campaign = try make(key)
        let lock = try passphrase.read(confirming: true)
        // Last of all: what was refused leaves no empty vault.
        let store = try vault.openOrMake()
        try store.add(campaign, keyFile: try key.locked(lock, campaign: campaign.id))
        try NewFile.writePublic(campaign.fileBytes, to: file)
        describe(campaign)
        Terminal.say("public file for the intake: \(file)")
        Terminal.say("hint: back up the vault's folder keys: without it nobody can ever open it")
      }
    }

    private func make(_ key: borrowing OpeningKey) throws -> Campaign {
      let form = try Form(parsing: config.text("form.yaml"), file: config.path("form.yaml"))
      guard (7...366).contains(epochDays) else {
        throw Failure("--epoch-days is 7 to 366", hint: "7 is usual", code: 64)
      }
      guard let first = Day(opens), let last = Day(closes), first <= last else {
        throw CampaignError.badDates
      }
      let id = try RandomBytes.fresh(16)
      return try Campaign(
        id: id, name: name, publicKey: key.publicKey,
        answerKey: try key.answerSigner(campaign: id).publicKey, opens: first, closes: last,
        epochDays: epochDays, form: form)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name the campaigns in the vault.")
    @OptionGroup var vault: VaultOption
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let campaigns = try vault.open().campaigns()
        if json {
          return try Terminal.printJSON("ovoz.campaigns", campaigns.map(CampaignLine.init))
        }
        for campaign in campaigns {
          print("\(campaign.name)  \(campaign.opens) to \(campaign.closes)")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a campaign's dates and the fingerprint to announce.",
      discussion: """
        EXAMPLE:
          ovoz campaign show autumn
        """.paragraphs)
    @Argument(help: "The campaign's name.") var name: String?
    @OptionGroup var vault: VaultOption
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let campaign = try vault.open().campaign(named: name)
        if json { return try Terminal.printJSON("ovoz.campaign", CampaignLine(campaign)) }
        describe(campaign)
      }
    }
  }

  struct Trust: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Trust an intake's signing key, once, for a campaign.",
      discussion: """
        The operator reads it out from `ovoz-intake key`. Bundles with any other signature are refused.

        EXAMPLE:
          ovoz campaign trust autumn "3d40 17c3 e843 8959 …"
        """.paragraphs)
    @Argument(help: "The campaign's name.") var name: String
    @Argument(help: "The key, 64 hexadecimal digits; spaces do not matter.") var key: String
    @OptionGroup var vault: VaultOption

    func run() throws {
      try Failure.report {
        guard let bytes = Hex.bytes(key.filter { !$0.isWhitespace }), bytes.count == 32 else {
          throw Failure("that is no intake key", hint: "64 hexadecimal digits", code: 64)
        }
        let store = try vault.open()
        try store.trust(intake: bytes, for: store.campaign(named: name))
        print("trusted")
      }
    }
  }
}

/// One campaign in JSON; nothing here but what its public file says.
private struct CampaignLine: Encodable {
  let name: String
  let opens: String
  let closes: String
  let epochDays: Int
  let fingerprint: String

  init(_ campaign: Campaign) {
    (name, epochDays) = (campaign.name, campaign.epochDays)
    (opens, closes) = (campaign.opens.description, campaign.closes.description)
    fingerprint = Hex.text(campaign.fingerprint)
  }
}

/// Prints what people compare.
private func describe(_ campaign: Campaign) {
  print("campaign:    \(campaign.name)")
  print(
    "open:        \(campaign.opens) to \(campaign.closes), periods of \(campaign.epochDays) days")
  let groups = Hex.groups(campaign.fingerprint).split(separator: " ")
  guard TerminalControl.outputIsTerminal, TerminalControl.columns < 96 else {
    return print("fingerprint: \(groups.joined(separator: " "))")
  }
  // Read aloud, it must not be broken within a group.
  print("fingerprint: \(groups.prefix(8).joined(separator: " "))")
  print("             \(groups.dropFirst(8).joined(separator: " "))")
}
