// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ReleaseLedger
import TerminalControl
import Vault

struct CopyReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Write the files of an earlier release again, byte for byte.",
    discussion: """
      Where somebody who is quoted has withdrawn since, only the tables are written: her words are in none of them.

      EXAMPLE:
        ovoz report copy 1 --out summary
      """.paragraphs)

  @Argument(help: "The release's number.") var number: Int
  @Option(help: "The folder to write to; it must not exist yet.", completion: .directory)
  var out: String
  @OptionGroup var unlock: UnlockOptions

  func run() throws {
    try Failure.report {
      try NewFolder.check(out)
      let vault = try unlock.unlock()
      let files = try vault.releaseFiles(number)
      let folder = try NewFolder(out)
      defer { folder.remove() }
      try folder.write(files)
      print("release \(number): \(files.count) files in \(folder.path)")
      let released = try vault.readLedger().ledger.entries.first { $0.number == number }
      let left = (released?.files.count ?? files.count) - files.count
      if left > 0 {
        Terminal.say("\(left) files are gone: they quoted somebody who has withdrawn")
      }
    }
  }
}
