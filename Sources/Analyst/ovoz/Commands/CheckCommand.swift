// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import ConfigFile
import ModelShelf
import Reading
import Redaction
import Release
import TerminalControl
import TestimonyModel
import ThematicCoding

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Check every file in Config that an analyst may change, and name each mistake's line.",
    discussion: """
      EXAMPLE:
        ovoz check --config Config
      """.paragraphs)

  @OptionGroup var config: ConfigOption

  func run() throws {
    try Failure.report {
      let files: [(String, (String, String) throws -> Void)] = [
        ("form.yaml", { _ = try Form(parsing: $0, file: $1) }),
        ("codebook.yaml", { _ = try Codebook(parsing: $0, file: $1) }),
        ("release-policy.yaml", { _ = try ReleasePolicy(parsing: $0, file: $1) }),
        ("answer.yaml", { _ = try OrganisersAnswer(parsing: $0, file: $1) }),
        ("distress.yaml", { _ = try DistressList(parsing: $0, file: $1) }),
        ("report.yaml", { _ = try MessageCatalogue(parsing: $0, file: $1) }),
        ("models.yaml", { _ = try KnownModel.list(parsing: $0, file: $1) }),
      ]
      var mistakes = 0
      for (name, read) in files {
        mistakes += try check("Config/\(name)") { try read(config.text(name), "Config/\(name)") }
      }
      mistakes += try check("Config/redaction") {
        _ = try config.listsOfRedaction()
      }
      guard mistakes == 0 else { throw ExitCode(78) }
    }
  }

  /// Goes on after a mistake, so that one run names one in each file.
  private func check(_ name: String, _ read: () throws -> Void) throws -> Int {
    do {
      try read()
      print("\(name): good")
      return 0
    } catch let mistake as ConfigMistake {
      print("\(mistake)")
    } catch RedactionError.unreadableEntry(let file, let line) {
      print("\(name)/\(file):\(line): this entry cannot be read")
    } catch RedactionError.emptyList(let file) {
      print("\(name)/\(file):1: the list is empty")
    }
    return 1
  }
}
