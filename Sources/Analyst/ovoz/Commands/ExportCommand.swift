// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import QualitativeExchange
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

/// What coded passages go out as.
enum PassageFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, qdpx

  var kind: SealedExport.Kind { self == .csv ? .csv : .qdpx }
}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Take coded passages out of the vault, sealed.",
    discussion: """
      EXAMPLES:
        ovoz export passages --format qdpx --to autumn.sealed
        ovoz export open autumn.sealed --to autumn.qdpx --unsafe-plaintext-out
      """.paragraphs,
    subcommands: [Passages.self, Open.self])

  struct Passages: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write coded passages for another program, locked by a passphrase.",
      discussion: """
        Redacted words only, and only of answers that may be quoted; what was withdrawn is not in it, and refused when the last
        import is over a week ago. Names that no rule knows may still be there: read it before you pass it on. Give
        the passphrase another way than the file.

        EXAMPLES:
          ovoz export passages --format csv --to autumn.sealed
          ovoz export passages --format qdpx --to autumn.qdpx --unsafe-plaintext-out
        """.paragraphs)

    @Option(help: "csv or qdpx (REFI-QDA: NVivo, MAXQDA, ATLAS.ti, QualCoder).")
    var format: PassageFormat
    @Option(help: "The file to write; it must not exist yet.", completion: .file()) var to: String
    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption
    @OptionGroup var today: TodayOption
    @Option(
      help: "Read the new file's passphrase from the first line of this file, mode 0600.",
      completion: .file())
    var lockFile: String?
    @Option(help: "Read the new file's passphrase from this open descriptor.") var lockFd: Int32?
    @Flag(help: "Write the words in clear; whoever has the file can read them.")
    var unsafePlaintextOut = false

    func run() throws {
      try Failure.report {
        try NewFile.check(to)
        let workbench = try Workbench(vault: unlock.unlock(), config: config)
        try config.checkSync(workbench.vault, today)
        let desk = try CoderDesk(workbench)
        let sources = try PassageDesk(desk: desk).sources()
        desk.tellWhatIsLeftOut()
        guard !sources.isEmpty else {
          throw Failure(
            "no passage was coded with this codebook in an answer that may be quoted",
            hint: desk.otherCodebook > 0
              ? "code again with this one, or give the older one's folder with --config"
              : "nothing is to be exported", code: 20)
        }
        let bytes = try bytes(sources, workbench)
        if unsafePlaintextOut {
          try NewFile.write(bytes, to: to)
        } else {
          let lock = try PassphraseOption.read(
            lockFile, lockFd, asking: "Passphrase for the new file: ", confirming: true,
            option: "--lock-file")
          try NewFile.write(SealedExport(format.kind, bytes).sealed(lock), to: to)
        }
        let access: Access = unsafePlaintextOut ? .wordsLeft : .passagesExported
        try workbench.vault.store.log(access, about: workbench.vault.campaign.name)
        let passages = sources.reduce(0) { $0 + $1.selections.count }
        print("\(passages) passages of \(sources.count) testimonies")
        if format == .csv, sources.contains(where: { !$0.notes.isEmpty }) {
          Terminal.say("ovoz: notes on whole testimonies are in a qdpx only")
        }
      }
    }

    private func bytes(_ sources: [ExchangeSource], _ workbench: Workbench) throws -> [UInt8] {
      let origin = workbench.codebook.origin
      switch format {
      case .csv: return try PassageTable.write(sources, codebook: origin)
      case .qdpx:
        let codes = workbench.codebook.themes.map { ThemeEntry($0) }
        let name = workbench.vault.campaign.name
        return try RefiProject(name: name, codes: codes, codebook: origin, sources: sources)
          .write()
      }
    }
  }

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Unlock a sealed export; needs its passphrase and no vault.",
      discussion: """
        EXAMPLE:
          ovoz export open autumn.sealed --to autumn.qdpx --unsafe-plaintext-out
        """.paragraphs)

    @Argument(help: "The sealed file.", completion: .file()) var file: String
    @Option(help: "The file to write; it must not exist yet.", completion: .file()) var to: String
    @OptionGroup var passphrase: PassphraseOption
    @Flag(help: "Say that the words will lie in clear on this disk.") var unsafePlaintextOut = false

    func run() throws {
      try Failure.report {
        guard unsafePlaintextOut else {
          throw Failure(
            "the words would lie in clear on this disk", hint: "add --unsafe-plaintext-out",
            code: 64)
        }
        try NewFile.check(to)
        guard let bytes = FileManager.default.contents(atPath: file).map(Array.init) else {
          throw Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64)
        }
        let opened = try SealedExport(opening: bytes, passphrase.read())
        try NewFile.write(opened.content, to: to)
        print(opened.kind == .csv ? "a sheet of passages (csv)" : "a project (qdpx)")
      }
    }
  }
}
