// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import Vault

struct ReaderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reader",
    abstract: "For a second reader or translator: open what was handed on to you.",
    discussion: """
      Needs no vault. You make a key, hand over the card, and read its fingerprint to the analysts, by telephone or face
      to face. They seal a field to you with `ovoz share-field`.
      """.paragraphs,
    subcommands: [New.self, Open.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make your key, locked by your passphrase, and the card to hand over.",
      discussion: """
        EXAMPLE:
          # Writes zarina.key, which stays with you, and zarina.reader.json.
          ovoz reader new zarina
        """.paragraphs)

    @Argument(help: "Your name: small letters, digits, hyphens.") var name: String
    @Option(help: "The folder for both files.", completion: .directory) var out = "."
    @OptionGroup var passphrase: PassphraseOption

    func run() throws {
      try Failure.report {
        let name = try ReviewerKeyOptions.checked(name)
        let folder = URL(filePath: out)
        let key = folder.appending(path: "\(name).key").path
        let card = folder.appending(path: "\(name).reader.json").path
        for path in [key, card] { try NewFile.check(path) }
        let made = try ReaderKey.make(name: name, passphrase.read(confirming: true))
        try NewFile.write(made.file, to: key)
        try NewFile.write(made.card.json, to: card)
        print(card)
        Terminal.say("fingerprint: \(Hex.groups(made.card.fingerprint))")
        Terminal.say("hint: hand over the card; read the fingerprint aloud; keep \(name).key")
      }
    }
  }

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read one field that was handed on to you, on the terminal.",
      discussion: """
        EXAMPLE:
          ovoz reader open field.ovoz --key zarina.key
        """.paragraphs)

    @Argument(help: "The file that was handed on.", completion: .file()) var file: String
    @Option(help: "Your key's file.", completion: .file()) var key: String
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var memory: MemoryOption
    @Flag(help: "Write words in clear to a file or pipe. Whoever reads that can read the answer.")
    var unsafePlaintextOut = false

    func run() throws {
      try Failure.report {
        try Terminal.refusePipe(unless: unsafePlaintextOut)
        try memory.check()
        guard let bytes = FileManager.default.contents(atPath: file) else {
          throw Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64)
        }
        let grant = try FieldGrant(json: Array(bytes))
        let readerKey = try ReaderKey.unlock(LockedFile.ownKey(key), passphrase.read())
        show(try grant.open(readerKey))
      }
    }

    private func show(_ granted: GrantedAnswer) {
      let question = granted.question
      let language = granted.campaign.form.languages.first ?? .en
      Terminal.say("campaign \(granted.campaign.name), \(Hex.groups(granted.campaign.fingerprint))")
      print(Terminal.bold("testimony \(Hex.text(granted.record).prefix(8)), \(question.id)"))
      print(VisibleText.of(question.text[language]))
      for choice in granted.answer.choices { print("  • \(question.choiceName(choice) ?? "?")") }
      print(VisibleText.of(granted.answer.text))
    }
  }
}

struct ShareFieldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share-field",
    abstract: "Hand one answer of one testimony on to a second reader or translator.",
    discussion: """
      Only that answer opens, and only with her key; not the rest of the testimony, nor another one. It is not redacted.
      The access log says which field, and to whom. Where the last import is over seven days ago it is refused, since
      somebody may have withdrawn. First compare the fingerprint that her card has with the one that
      she reads to you.

      EXAMPLE:
        ovoz share-field 3fa9 --question change --to zarina.reader.json \\
          --out field.ovoz
      """.paragraphs)

  @Argument(help: "The testimony's id, or its first digits.") var id: String
  @Option(help: "The question's name in the form.") var question: String
  @Option(help: "Her card, NAME.reader.json.", completion: .file()) var to: String
  @Option(help: "The file to write.", completion: .file()) var out: String
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var today: TodayOption

  func run() throws {
    try Failure.report {
      guard let bytes = FileManager.default.contents(atPath: to) else {
        throw Failure("\(to) cannot be read", hint: "is it there, and yours?", code: 64)
      }
      try NewFile.check(out)
      let card = try ReaderCard(json: Array(bytes))
      Terminal.say("sealing to \(card.name), fingerprint \(Hex.groups(card.fingerprint))")
      let vault = try unlock.unlock()
      try config.checkSync(vault, today)
      let grant = try vault.grant(question, of: vault.record(beginning: id), to: card)
      try NewFile.write(grant.json, to: out)
      print(out)
    }
  }
}
