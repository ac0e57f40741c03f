// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import TransparencyLog
import Vault

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Check the intake's public log.",
    subcommands: [Verify.self, Seen.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that a log is the intake's own, and that nothing in it was taken back.",
      discussion: """
        Checks the signature against the intake key that the vault trusts, and the
        leaves against what was signed. Then, that the log goes on from every one
        that was seen: the file given with --before, and the newest log that this
        vault ever found in order. A log that ends earlier, or begins otherwise, is
        refused and named.

        No passphrase is needed: a log holds no words, and nobody can tell whose leaf
        is whose.

        With --proof, tells whether certain leaves are in it. The file has one leaf a
        line: `testimony` or `withdrawal`, then 64 hexadecimal digits.

        EXAMPLES:
          curl -o monday.txt https://the-form.example/log
          ovoz log verify monday.txt
          ovoz log verify monday.txt --before last-week.txt
          ovoz log verify monday.txt --proof leaves.txt

        EXIT CODES: 0 in order, 3 in order but a leaf of --proof is not in it,
        30 not in order.
        """.paragraphs)

    @Argument(help: "The log's file, as the intake gives it.", completion: .file()) var now: String
    @Option(help: "The file of an earlier day.", completion: .file()) var before: String?
    @Option(help: "A file of leaves to look for.", completion: .file()) var proof: String?
    @Option(help: "The campaign's name; may be left out when the vault has only one.")
    var campaign: String?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var vault: VaultOption

    func run() throws {
      try Failure.report {
        let store = try vault.open()
        let campaign = try store.campaign(named: campaign)
        let wanted = try proof.map { try LeafList(text($0), file: $0) }
        let newer = try VerifiedLog(now, bytes(now), campaign, store)
        let older = try before.map { try VerifiedLog($0, bytes($0), campaign, store) }
        if let older { try newer.checkGoesOn(from: older) }
        let seen = try newer.remember(campaign, store)
        let report = LogReport(
          campaign: campaign.name, newer, before: older, remembered: seen, wanted: wanted)
        if json { try Terminal.printJSON("ovoz.log", report) } else { report.show() }
        guard report.proofs.allSatisfy({ $0.place != nil }) else { throw ExitCode(3) }
      }
    }

    private func bytes(_ file: String) throws -> [UInt8] {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure("\(file) cannot be read", hint: "is the path right?", code: 64)
      }
      return Array(data)
    }

    private func text(_ file: String) throws -> String {
      String(decoding: try bytes(file), as: UTF8.self)
    }
  }

  struct Seen: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the newest checkpoint that this vault found in order.",
      discussion: """
        To compare with another vault's: at one size the roots have to be the same.

        EXAMPLE:
          ovoz log seen
        """.paragraphs)

    @Option(help: "The campaign's name; may be left out when the vault has only one.")
    var campaign: String?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var vault: VaultOption

    func run() throws {
      try Failure.report {
        let store = try vault.open()
        let campaign = try store.campaign(named: campaign)
        guard let seen = try store.seenCheckpoint(of: campaign) else {
          throw Failure("no log was seen yet", hint: "run `ovoz log verify`", code: 10)
        }
        if json {
          return try Terminal.printJSON("ovoz.log-seen", Printed(campaign.name, seen))
        }
        print(seen.text, terminator: "")
      }
    }

    private struct Printed: Encodable {
      let campaign: String
      let log: LogReport.Head
      /// As the intake signed it, so that the signature can be checked again.
      let signed: String

      init(_ campaign: String, _ seen: SignedCheckpoint) {
        (self.campaign, log, signed) = (campaign, LogReport.Head(seen.checkpoint), seen.text)
      }
    }
  }
}
