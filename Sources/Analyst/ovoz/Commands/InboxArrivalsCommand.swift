// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import SealedBundle
import TerminalControl
import Vault

struct InboxArrivalsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arrivals",
    abstract: "Tell a restored intake what is here, after a pull that its copy does not know of.",
    discussion: """
      Writes the number of the last bundle and the random ids of testimonies and withdrawals, signed by this laptop's pull
      key; no words, no dates. Bring it to the operator, who gives it to `ovoz-intake restore --arrivals`. "Only named" are
      testimonies that had left the intake before; a bundle named them without their words.

      EXAMPLE:
        ovoz inbox arrivals --out arrivals.txt
      """.paragraphs)

  @Option(help: "The file to write.", completion: .file()) var out: String
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?
  @OptionGroup var vault: VaultOption
  @OptionGroup var key: PullKeyOption

  func run() throws {
    try Failure.report {
      let store = try vault.open()
      try NewFile.check(out)
      guard let arrivals = try store.arrivals(of: store.campaign(named: campaign)) else {
        throw Failure(
          "no bundle has come to this vault", hint: "the restored intake begins with its first")
      }
      let text = try arrivals.text(signedBy: key.unlocked(store))
      try NewFile.write(Array(text.utf8), to: out)
      print(
        "up to bundle \(arrivals.sequence): \(arrivals.records.count) testimonies here, "
          + "\(arrivals.withdrawals.count) withdrawn, \(arrivals.gone.count) only named")
      Terminal.hint("the operator gives it to `ovoz-intake restore --arrivals`")
    }
  }
}
