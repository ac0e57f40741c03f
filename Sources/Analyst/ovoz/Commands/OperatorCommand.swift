// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import SealedCopy
import TerminalControl
import TestimonyModel
import Vault

struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator",
    abstract: "For who runs the intake: the key that its sealed copies open with.",
    discussion: """
      Needs no vault. The key stays on a machine of the operator's own, never on the intake's: who takes the intake
      cannot open its copies. The key opens copies only; the testimonies in them stay sealed to the campaign.
      """.paragraphs,
    subcommands: [New.self, Unlock.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make your key, locked by your passphrase, and the card for the intake.",
      discussion: """
        EXAMPLE:
          # Writes aziza.key, which stays with you, and aziza.operator.json.
          ovoz operator new aziza
        """.paragraphs)

    @Argument(help: "Your name: small letters, digits, hyphens.") var name: String
    @Option(help: "The folder for both files.", completion: .directory) var out = "."
    @OptionGroup var passphrase: PassphraseOption

    func run() throws {
      try Failure.report {
        let name = try ReviewerKeyOptions.checked(name)
        let folder = URL(filePath: out)
        let key = folder.appending(path: "\(name).key").path
        let card = folder.appending(path: "\(name).operator.json").path
        for path in [key, card] { try NewFile.check(path) }
        let made = try OperatorKey.make(name: name, passphrase.read(confirming: true))
        try NewFile.write(made.file, to: key)
        // The intake's user reads it, whoever carried it there.
        try NewFile.writePublic(made.card.json, to: card)
        print(card)
        Terminal.say("fingerprint: \(Hex.groups(made.card.fingerprint))")
        Terminal.say(
          "hint: take the card to the intake; `ovoz-intake backup` has to show the same fingerprint"
        )
      }
    }
  }

  struct Unlock: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give the keys of single copies, for `ovoz-intake restore`.",
      discussion: """
        The first 107 bytes of a copy are enough; the whole file need not leave the server. What is written opens these
        copies and no other: carry it to the new server, and destroy it after the restoring.

        EXAMPLE:
          ovoz operator unlock intake.ovozcopy record-keys.ovozcopy \\
            --key aziza.key --out restore.keys
        """.paragraphs)

    @Argument(help: "The copies, or their first 107 bytes.", completion: .file())
    var files: [String]
    @Option(help: "Your key's file.", completion: .file()) var key: String
    @Option(help: "The file to write.", completion: .file()) var out: String
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var memory: MemoryOption

    func run() throws {
      try Failure.report {
        try memory.check()
        try NewFile.check(out)
        let headers = try files.map(Self.header)
        let unlocked = try OperatorKey.unlock(LockedFile.ownKey(key), passphrase.read())
        var keys = RestoreKeys()
        for header in headers {
          try keys.add(OperatorKey.restoreKey(of: header, unlocked), of: header)
        }
        try NewFile.write(Array(keys.text.utf8), to: out)
        print(out)
        Terminal.say("hint: it opens these copies; destroy it when the intake runs again")
      }
    }

    private static func header(_ path: String) throws -> IntakeCopyHeader {
      guard let input = FileHandle(forReadingAtPath: path),
        let bytes = try? input.read(upToCount: IntakeCopyHeader.length)
      else { throw Failure("\(path) cannot be read", hint: "is it there, and yours?", code: 64) }
      let header = try IntakeCopyHeader(Array(bytes))
      let today = Day(of: Date())
      guard header.lastDay == 0 || today.number <= header.lastDay else {
        throw Failure(
          "\(path) was good until \(Day(number: Int(header.lastDay))): whoever withdrew since could come back",
          hint: "take a newer file of record keys; destroy this one", code: 30)
      }
      return header
    }
  }
}
