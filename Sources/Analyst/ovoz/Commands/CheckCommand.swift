// SPDX-License-Identifier: Apache-2.0

import Answering
import ArgumentParser
import ConfigFile
import ModelShelf
import Reading
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
      let files = config.checked()
      for file in files { print(file.failure?.message ?? "\(config.path(file.name)): good") }
      guard files.allSatisfy({ $0.failure == nil }) else { throw ExitCode(78) }
    }
  }
}

/// A file of the configuration, or the folder of lists, and the first mistake in it.
struct CheckedFile {
  let name: String
  let failure: Failure?
}

extension ConfigOption {
  /// Goes on after a mistake, so that one run names one in each file.
  func checked() -> [CheckedFile] {
    let files: [(String, (String, String) throws -> Void)] = [
      ("form.yaml", { _ = try Form(parsing: $0, file: $1) }),
      ("codebook.yaml", { _ = try Codebook(parsing: $0, file: $1) }),
      ("release-policy.yaml", { _ = try ReleasePolicy(parsing: $0, file: $1) }),
      ("answer.yaml", { _ = try OrganisersAnswer(parsing: $0, file: $1) }),
      ("distress.yaml", { _ = try DistressList(parsing: $0, file: $1) }),
      ("report.yaml", { _ = try MessageCatalogue(parsing: $0, file: $1) }),
      ("discussion.yaml", checkGuide),
      ("models.yaml", { _ = try KnownModel.list(parsing: $0, file: $1) }),
    ]
    var checked = files.map { name, read in
      check(name) { try read(text(name), path(name)) }
    }
    checked.append(check("redaction") { _ = try listsOfRedaction() })
    return checked
  }

  /// Each theme has its questions, so that a codebook with a mistake comes first.
  private func checkGuide(_ guide: String, _ file: String) throws {
    guard let themes = try? codebook() else {
      throw Failure(
        "\(file): not checked, since codebook.yaml cannot be used", hint: "mend that first",
        code: 78)
    }
    _ = try DiscussionGuide(parsing: guide, file: file, codebook: themes)
  }

  private func check(_ name: String, _ read: () throws -> Void) -> CheckedFile {
    do {
      try read()
      return CheckedFile(name: name, failure: nil)
    } catch {
      return CheckedFile(name: name, failure: Failure.explain(error))
    }
  }
}
