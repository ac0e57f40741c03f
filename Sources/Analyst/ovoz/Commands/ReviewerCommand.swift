// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Quoting
import TerminalControl
import Vault

struct ReviewerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviewer", abstract: "Say who may propose and approve quotations.",
    subcommands: [New.self, List.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key for one person, locked by her own passphrase.",
      discussion: """
        A quotation needs two people. Each has a key; the person herself types its passphrase, and tells it nobody.

        EXAMPLES:
          ovoz reviewer new sitora
          ovoz reviewer new firuza --key /media/stick/firuza.key
        """.paragraphs)

    @Argument(help: "Her name: small letters, digits, hyphens.") var name: String
    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var keyOptions: ReviewerKeyOptions

    func run() throws {
      try Failure.report {
        let name = try ReviewerKeyOptions.checked(name)
        let vault = try unlock.unlock()
        var reviewers = try vault.reviewers()
        guard reviewers.allSatisfy({ $0.name != name }) else {
          throw Failure("there is a reviewer of that name", hint: "choose another name", code: 64)
        }
        let lock = try keyOptions.passphrase(of: name, confirming: true)
        let made = try ReviewerKey.make(name: name, lock)
        let file = keyOptions.url(of: name, in: vault.store)
        try VaultStore.writeKey(made.file, to: file)
        reviewers.append(Reviewer(name: name, publicKey: made.publicKey))
        try vault.keep(reviewers)
        try vault.store.log(.reviewerAdded, about: name)
        print("\(name) can propose and approve quotations; her key is in \(file.path)")
        if reviewers.count < 2 { Terminal.say("hint: a quotation needs a second reviewer") }
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the reviewers and their public keys.",
      discussion: """
        EXAMPLE:
          ovoz reviewer list
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let lines = try unlock.unlock().reviewers().map(Line.init)
        if json { return try Terminal.printJSON("ovoz.reviewers", lines) }
        for line in lines { print("\(line.name)  \(line.publicKey)") }
        if lines.isEmpty { Terminal.say("no reviewers yet; make two with `ovoz reviewer new`") }
      }
    }

    private struct Line: Encodable {
      let name: String
      let publicKey: String

      init(_ reviewer: Reviewer) {
        (name, publicKey) = (reviewer.name, Hex.text(reviewer.publicKey))
      }
    }
  }
}
