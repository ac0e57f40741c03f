// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl
import TestimonyModel
import Vault

struct KeysListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say by whom each campaign opens.",
    discussion: """
      EXAMPLE:
        ovoz keys list
      """.paragraphs)

  @OptionGroup var vault: VaultOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let store = try vault.open()
      let lines = try store.campaigns().map { campaign in
        Line(campaign.name, try store.custody(of: campaign))
      }
      if json { return try Terminal.printJSON("ovoz.keys", lines) }
      for line in lines { print(line.text) }
    }
  }

  private struct Line: Encodable {
    let campaign: String
    let opens: String
    var threshold: Int?
    var custodians: [String]?
    var set: String?
    var buried: String?

    init(_ campaign: String, _ custody: Custody) {
      self.campaign = campaign
      switch custody {
      case .onePassphrase: opens = "by one passphrase"
      case .missing: opens = "not here: the key's file is missing"
      case .buried(let day):
        opens = "never: buried"
        buried = day.description
      case .shared(let set):
        opens = "by custodians together"
        (threshold, custodians) = (set.threshold, set.custodians)
        self.set = set.id
      }
    }

    var text: String {
      if let buried { return "\(campaign)  \(opens) on \(buried)" }
      guard let threshold, let custodians, let set else { return "\(campaign)  \(opens)" }
      return
        "\(campaign)  by \(threshold) of \(custodians.count): \(custodians.joined(separator: ", ")); set \(set.prefix(8))"
    }
  }
}

struct KeysRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Show who opened a campaign together, and whether that record is whole.",
    discussion: """
      Each entry has a mark. The custodians note number and mark when they open; who finds another mark at that
      number, or no such number, knows that the record was changed.

      EXAMPLE:
        ovoz keys record --share demo-f0397c40-share-1.json \\
          --share demo-f0397c40-share-2.json
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let entries = try unlock.unlock().custodyRecord()
      if json { return try Terminal.printJSON("ovoz.custody-record", entries.map(Line.init)) }
      for entry in entries {
        print("\(entry.number)  \(entry.minute)  set and shares \(entry.about)  mark \(entry.mark)")
      }
    }
  }

  private struct Line: Encodable {
    let number: Int
    let minute: String
    let about: String
    let mark: String

    init(_ entry: CustodyEntry) {
      (number, minute, about, mark) = (entry.number, entry.minute, entry.about, entry.mark)
    }
  }
}
