// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import Vault

struct InboxKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Print the public half of the key with which this laptop pulls; make one with --new.",
    discussion: """
      The operator writes the public half into the intake's settings, under pullKeys. Read it aloud or bring it on paper:
      whoever's key stands there can fetch what is sealed, and can let it leave the intake. The key opens nothing.

      EXAMPLES:
        ovoz inbox key --new
        ovoz inbox key
      """.paragraphs)

  @Flag(help: "Make the key, locked by a passphrase; one that is there is never replaced.")
  var new = false
  @OptionGroup var vault: VaultOption
  @OptionGroup var key: PullKeyOption

  func run() throws {
    try Failure.report {
      let store = try new ? vault.openOrMake() : vault.open()
      let file = key.file(of: store)
      if new {
        try NewFile.check(file.path)
        let made = try PullKey.make(
          key.passphrase.read(confirming: true, asking: PullKeyOption.question))
        try VaultStore.writeKey(made.file, to: file)
        Terminal.say("ovoz: the key is in \(file.path); the operator needs this half:")
      }
      print(Hex.text(try PullKey.publicHalf(of: key.locked(store))))
    }
  }
}
