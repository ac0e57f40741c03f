// SPDX-License-Identifier: Apache-2.0

import Agreement
import ArgumentParser
import CryptoPrimitives
import Foundation
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct CodingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coding", abstract: "Exchange decisions on themes with a second reader.",
    discussion: """
      The file opens only where the campaign's opening key is. It holds ids of testimonies, themes, places of passages and
      your own notes; no words of testimonies. Do not look at a colleague's decisions before you have made your own:
      agreement means something only between people who decided apart.

      EXAMPLES:
        ovoz coding export --to sitora.coding --as sitora
        ovoz coding import firuza.coding
        ovoz coding list
        ovoz agree
      """.paragraphs,
    subcommands: [Export.self, Import.self, List.self, Forget.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal what was decided here into a file for a colleague.",
      discussion: """
        EXAMPLE:
          ovoz coding export --to sitora.coding --as sitora
        """.paragraphs)

    @Option(help: "The file to write; it must not exist yet.", completion: .file()) var to: String
    @Option(
      name: .customLong("as"),
      help: "Your name among the coders: small letters, digits, hyphens. Kept for the next time.")
    var name: String?
    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption

    func validate() throws {
      guard name.map(CodingSheet.isCoderName) ?? true else {
        throw ValidationError("a name has small letters, digits and hyphens")
      }
      guard name.map(CoderDesk.taken.contains) != true else {
        throw ValidationError("a coder cannot be called \(name ?? ""): it has a meaning of its own")
      }
    }

    func run() throws {
      try Failure.report {
        try NewFile.check(to)
        let workbench = try Workbench(vault: unlock.unlock(), config: config)
        let sheet = try sheet(workbench)
        guard !sheet.decisions.isEmpty else {
          throw Failure("nothing was decided here yet", hint: "run `ovoz code` first", code: 10)
        }
        try NewFile.write(workbench.vault.sealCoding(sheet.json()), to: to)
        try keepName(workbench)
        try workbench.vault.store.log(.codingExported, about: workbench.vault.campaign.name)
        print("\(sheet.decisions.count) decisions of \(sheet.coder)")
        Terminal.say("hint: your colleague takes \(to) in with `ovoz coding import`")
      }
    }

    /// Keeps the name for the next time; a colleague has the old one still.
    private func keepName(_ workbench: Workbench) throws {
      guard let name else { return }
      let before = try workbench.ownName()
      try workbench.vault.decide(.coder, Array(name.utf8), for: workbench.vault.campaign.id)
      guard before != Workbench.unnamedCoder, before != name else { return }
      Terminal.say(
        "warning: your decisions went by the name \(before) until now, and count twice where "
          + "a colleague has both: she runs `ovoz coding forget \(before)`")
    }

    private func sheet(_ workbench: Workbench) throws -> CodingSheet {
      let vault = workbench.vault
      let coder = try name ?? workbench.ownName()
      guard coder != Workbench.unnamedCoder else {
        throw Failure("whose decisions are these", hint: "say it with --as NAME", code: 64)
      }
      // Two of one name could not be told apart, and a file of the one would take the place of the other's.
      guard try !vault.codings().contains(where: { $0.coder == coder }) else {
        throw Failure(
          "\(coder) is a colleague whose decisions are in this vault",
          hint: "take another name with --as; see `ovoz coding list`", code: 20)
      }
      var decisions: [String: ThemeDecision] = [:]
      for record in try vault.records() {
        decisions[Hex.text(record)] = try workbench.themes(of: record)
      }
      return CodingSheet(
        coder: coder, codebookHash: workbench.codebook.hash, decisions: decisions)
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in what a colleague decided; it stands beside your own.",
      discussion: """
        A later file of the same colleague takes the place of the earlier one. Where decisions would go that the later one
        does not have, or more than a tenth of them (and more than one) are different now, it is refused, since it may
        be an older one, or another person's; --replace takes it all the same. What she decided about testimonies that
        are not in this vault, or were withdrawn, is left out.

        EXAMPLE:
          ovoz coding import firuza.coding
        """.paragraphs)

    @Argument(help: "The file that she wrote with `ovoz coding export`.", completion: .file())
    var file: String
    @Flag(help: "Let earlier decisions of that name go that the file lacks, or has otherwise.")
    var replace = false
    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption

    func run() throws {
      try Failure.report {
        guard let bytes = FileManager.default.contents(atPath: file) else {
          throw Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64)
        }
        let workbench = try Workbench(vault: unlock.unlock(), config: config)
        let brought = try ColleaguesSheet(
          CodingSheet(json: workbench.vault.openCoding(Array(bytes))), workbench)
        try brought.check()
        if !replace { try brought.refuseLoss() }
        let revision = try brought.revision()
        let kept = try brought.keep()
        try workbench.vault.store.log(.codingImported, about: brought.sheet.coder)
        print("\(kept) decisions of \(brought.sheet.coder)")
        if revision.changed > 0 {
          Terminal.say("\(revision.changed) of \(revision.earlier) earlier ones are different now")
        }
        try brought.tell(kept: kept)
        Terminal.say("hint: see `ovoz agree`")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the coders whose decisions are in this vault.",
      discussion: """
        EXAMPLE:
          ovoz coding list
        """.paragraphs)

    @OptionGroup var unlock: UnlockOptions
    @OptionGroup var config: ConfigOption
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let desk = try CoderDesk(Workbench(vault: unlock.unlock(), config: config))
        desk.tellWhatIsLeftOut()
        let lines = desk.coders.map { Line(coder: $0.name, decisions: $0.decisions.count) }
        if json { return try Terminal.printJSON("ovoz.coders", lines) }
        for line in lines { print("\(line.coder)  \(line.decisions) decisions") }
        if lines.isEmpty { Terminal.say("nobody has decided anything with this codebook yet") }
      }
    }

    private struct Line: Encodable {
      let coder: String
      let decisions: Int
    }
  }

  struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a colleague's decisions out of this vault again.",
      discussion: """
        EXAMPLE:
          ovoz coding forget firuza
        """.paragraphs)

    @Argument(help: "The colleague's name.") var name: String
    @OptionGroup var unlock: UnlockOptions

    func run() throws {
      try Failure.report {
        let vault = try unlock.unlock()
        guard try vault.forgetCoding(of: name) else {
          throw Failure("there is no coder of that name", hint: "see `ovoz coding list`", code: 10)
        }
        try vault.store.log(.codingForgotten, about: name)
        print("forgotten")
      }
    }
  }
}
