// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Foundation
import QualitativeExchange
import TerminalControl
import ThematicCoding

/// How a codebook goes to other programs and comes from them.
enum CodebookFormat: String, ExpressibleByArgument, CaseIterable {
  case qdc, ifrc, json
}

struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Give the codebook to other programs, or take one from them.",
    discussion: """
      Formats: qdc for programs of qualitative analysis (REFI-QDA: NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette), ifrc for the
      sheet of type, category and code of Red Cross and Red Crescent societies, json for everything else.

      EXAMPLES:
        ovoz codebook export --format qdc --to codebook.qdc
        ovoz codebook import their.qdc --format qdc --out draft.yaml
      """.paragraphs,
    subcommands: [Export.self, Import.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the codebook in another format.",
      discussion: """
        EXAMPLES:
          ovoz codebook export --format qdc --to codebook.qdc
          ovoz codebook export --format ifrc > codes.csv
        """.paragraphs)

    @Option(help: "qdc, ifrc or json.") var format: CodebookFormat
    @Option(
      help: "The file to write; it must not exist yet. Default: standard output.",
      completion: .file())
    var to: String?
    @OptionGroup var config: ConfigOption

    func run() throws {
      try Failure.report {
        let codebook = try config.codebook()
        let entries = codebook.themes.map { ThemeEntry($0) }
        let bytes =
          switch format {
          case .qdc: RefiCodebook.write(entries, of: codebook.origin)
          case .ifrc: IFRCSheet.write(entries)
          case .json: try ThemeJSON.write(entries, of: codebook.origin)
          }
        try NewFile.write(bytes, to: to)
        if format == .ifrc {
          for part in IFRCSheet.left(entries) { Terminal.say("left out: \(part)") }
          Terminal.say("left out: the codebook's version and hash")
        }
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turn another program's codes into a draft of a codebook.",
      discussion: """
        The draft holds what the file says. What a codebook needs beside that stands in it as a comment, and commands refuse
        the draft until a person has written it. What could not be carried over is named.

        EXAMPLES:
          ovoz codebook import their.qdc --format qdc --out draft.yaml
          ovoz codebook import codes.csv --format ifrc --out draft.yaml
        """.paragraphs)

    @Argument(help: "The file.", completion: .file()) var file: String
    @Option(help: "qdc, ifrc or json.") var format: CodebookFormat
    @Option(help: "The file to write; it must not exist yet.", completion: .file()) var out: String

    func run() throws {
      try Failure.report {
        guard let bytes = FileManager.default.contents(atPath: file).map(Array.init) else {
          throw Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64)
        }
        let (entries, left) = try read(bytes)
        let yaml = CodebookYAML.write(entries, version: "imported")
        try NewFile.write(Array(yaml.utf8), to: out)
        for part in left { Terminal.say("not carried over: \(VisibleText.of(part))") }
        let unfinished = entries.filter { !$0.missing.isEmpty }
        for entry in unfinished {
          Terminal.say("\(entry.id) needs: \(entry.missing.joined(separator: ", "))")
        }
        print("\(entries.count) themes, \(unfinished.count) of them to be finished")
      }
    }

    private func read(_ bytes: [UInt8]) throws -> (entries: [ThemeEntry], left: [String]) {
      switch format {
      case .qdc: try RefiCodebook.read(bytes)
      case .ifrc: try IFRCSheet.read(bytes)
      case .json: (try ThemeJSON.read(bytes), [])
      }
    }
  }
}
