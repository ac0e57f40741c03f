// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Release
import TerminalControl
import ThematicCoding

struct CommitmentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commitments",
    abstract: "Begin or check the sheet in which the organisers keep what was promised.",
    discussion: """
      One row for each change: what was promised, by whom, and where it stands (agreed, in_progress, done,
      not_possible with a note why). A promise that moves gets another row with the same id. Days are
      written as 2026-03-01. Save the sheet as CSV in UTF-8; each language may be left out. A theme that no release
      has shown is left out of the pages.

      EXAMPLES:
        ovoz report commitments --new promises.csv
        ovoz report commitments promises.csv
      """.paragraphs)

  @Flag(help: "Write an empty sheet to that file.") var new = false
  @Argument(help: "The sheet.", completion: .file()) var file: String
  @OptionGroup var config: ConfigOption

  func run() throws {
    try Failure.report {
      if new { return try writeEmpty() }
      let sheet = try CommitmentSheet.read(file, config.codebook())
      print("\(file): good, \(sheet.commitments.count) promises")
    }
  }

  private func writeEmpty() throws {
    try NewFile.check(file)
    try NewFile.write(Array(CommitmentSheet.empty.utf8), to: file)
    print("\(file): an empty sheet")
  }
}
