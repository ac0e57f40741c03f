// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import TerminalControl
import Vault

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write a sealed copy of the whole vault.",
    discussion: """
      The copy has a passphrase of its own. Inside it testimonies stay sealed to the campaign's key; the locked keys are
      in it. Make one after each release: an older copy has forgotten it. Destroy copies when a key is split or a
      campaign is buried: they hold what was before.

      EXAMPLE:
        ovoz backup --out /media/disk/vault-2026-12-01.ovozbackup
      """.paragraphs)

  @OptionGroup var vault: VaultOption
  @OptionGroup var passphrase: PassphraseOption
  @Option(help: "The file to write; none is ever replaced.", completion: .file()) var out: String

  func run() throws {
    try Failure.report {
      let store = try vault.open()
      let lock = try passphrase.read(confirming: true, asking: "Passphrase of the copy: ")
      do { try store.backUp(to: URL(filePath: out), lock) } catch VaultError.cannotWrite {
        // It is the copy that was not written, not the vault.
        throw NewFile.unwritable(out)
      }
      print(out)
    }
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a vault from a sealed copy.",
    discussion: """
      Then import the bundles since that copy, the newest above all: who withdrew in between is gone with it. Nothing can
      be released before. The first release then asks which one was given out last (--last-release): what was released
      after the copy is not in it, and the same people would be counted again.

      EXAMPLE:
        ovoz restore vault-2026-12-01.ovozbackup --vault ~/.local/share/ovoz
      """.paragraphs)

  @Argument(help: "The copy.", completion: .file()) var file: String
  @OptionGroup var vault: VaultOption
  @OptionGroup var passphrase: PassphraseOption

  func run() throws {
    try Failure.report {
      try GivenFile.check(
        file, orElse: Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64))
      let lock = try passphrase.read(asking: "Passphrase of the copy: ")
      let store = try VaultStore.restore(URL(filePath: file), lock, to: vault.folder)
      let count = try store.campaigns().count
      print("restored \(count) campaign\(count == 1 ? "" : "s") to \(store.folder.path)")
      Terminal.say(
        "hint: take the newest bundle in now, or let a pull come to its end: withdrawals since the copy come with it"
      )
    }
  }
}
