// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeServer
import IntakeStore
import SealedCopy
import TerminalControl
import TestimonyModel

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write a copy of the intake, sealed to an operator's key, while it goes on serving.",
    discussion: """
      FILE has the sealed testimonies under the intake's own layer, the public log, slips and the intake's signing key;
      it may be kept long, since whoever withdraws takes the key of her record away from every copy. Those record keys,
      and the receipts, go into a file of their own with --record-keys, which is replaced each time and may be used for
      a week only. Nothing on this machine can open either: `ovoz operator unlock` does, on the operator's.

      EXAMPLE:
        ovoz-intake backup /media/disk/intake-2026-12-01.ovozcopy \\
          --to aziza.operator.json --record-keys /media/stick/record-keys.ovozcopy
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Argument(help: "The file to write; it must not exist yet.", completion: .file()) var file: String
  @Option(help: "The operator's card, NAME.operator.json.", completion: .file()) var to: String
  @Option(
    help: "The file for record keys and receipts; an older one is replaced.", completion: .file())
  var recordKeys: String?
  @Option(parsing: .unconditional, help: "For how many days record keys may be used, 1 to 30.")
  var days = 7

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      guard (1...SQLiteInbox.mostDaysOfKeys).contains(days) else {
        throw Failure(
          "record keys may be kept for 1 to \(SQLiteInbox.mostDaysOfKeys) days",
          hint: "longer, and a withdrawn testimony could come back", code: 64)
      }
      let card = try readCard()
      let last = Day(number: Day(of: Date()).number + days)
      let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
      // A copy without the key that signs could not go on where this intake ends.
      _ = try settings.signingKey()
      try inbox.backUp(
        records: URL(filePath: file), recordKeys: recordKeys.map { URL(filePath: $0) },
        keptUntil: last, for: card)
      print(file)
      if let recordKeys { print("\(recordKeys), good until \(last)") }
      TerminalControl.tell(
        "sealed to \(card.name), fingerprint \(Hex.groups(card.fingerprint))\n")
    }
  }

  private func readCard() throws -> OperatorCard {
    if let bytes = FileManager.default.contents(atPath: to) {
      return try OperatorCard(json: Array(bytes))
    }
    throw FileManager.default.fileExists(atPath: to)
      ? Failure(
        "\(to) cannot be read",
        hint: "let the intake's user read it: `chmod 644`; a card holds no secret")
      : Failure("there is no \(to)", hint: "the operator makes it: `ovoz operator new`")
  }
}
