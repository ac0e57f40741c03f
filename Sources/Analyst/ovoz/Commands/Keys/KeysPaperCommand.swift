// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct KeysPaperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper",
    abstract: "Put a share on a page to print: digits that can be typed back, and a square.",
    discussion: """
      The paper stays locked by the passphrase: digits alone open nothing. Print it on a printer without a memory and
      without a network, delete the file, and put the paper in an envelope that is sealed and signed.

      EXAMPLE:
        ovoz keys paper demo-f0397c40-share-2.json --out firuza.html
      """.paragraphs)

  @Argument(help: "The share's file.", completion: .file()) var share: String
  @Option(help: "The page to write.", completion: .file()) var out: String
  @Option(help: "The campaign's name; may be left out when the vault has only one.")
  var campaign: String?
  @OptionGroup var vault: VaultOption
  @Option(
    help: "Read the share's passphrase from the first line of this file, mode 0600.",
    completion: .file())
  var sharePassphraseFile: String?

  func run() throws {
    try Failure.report {
      let store = try vault.open()
      let campaign = try store.campaign(named: campaign)
      let set = try store.custodySet(of: campaign)
      let given = try GivenShare(share, of: set)
      let passphrase = try CustodyOptions.passphrase(sharePassphraseFile, given.prompt)
      let opened = try given.unlocked(by: passphrase)
      let page = try SharePage(
        campaign: campaign, custodian: given.custodian, set: set, paper: opened.paper(passphrase))
      try NewFile.write(Array(page.html().utf8), to: out)
      try store.log(.sharePrinted, about: "\(campaign.name) \(opened.place.index)")
      print(out)
      Terminal.say("hint: print it, then delete it: `shred -u \(out)`")
    }
  }
}
