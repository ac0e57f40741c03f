// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TerminalControl
import Vault

struct AccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Show who did what with the vault, and whether the record is whole.",
    discussion: """
      EXAMPLE:
        ovoz access
      """.paragraphs)

  @OptionGroup var vault: VaultOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let entries = try vault.open().accesses()
      if json {
        try Terminal.printJSON("ovoz.access", entries.map(Line.init))
      } else {
        for entry in entries {
          // A name that was taken in long ago must not look like an entry of its own.
          let about = VisibleText.of(entry.about).replacing("\n", with: " ")
          print("\(entry.minute)  \(entry.action)  \(about)")
        }
      }
    }
  }

  private struct Line: Encodable {
    let number: Int
    let minute: String
    let action: String
    let about: String

    init(_ entry: AccessEntry) {
      (number, minute, action, about) = (entry.number, entry.minute, entry.action, entry.about)
    }
  }
}
