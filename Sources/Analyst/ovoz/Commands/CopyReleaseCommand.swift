// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import ReleaseLedger
import Vault

struct CopyReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Write the files of an earlier release again, byte for byte.",
    discussion: """
      Where somebody who is quoted has withdrawn since, only the tables are written: her words are in none of them.

      EXAMPLE:
        ovoz report copy 1 --out summary
      """)

  @Argument(help: "The release's number.") var number: Int
  @Option(help: "The folder to write to; it must not exist yet.") var out: String
  @OptionGroup var unlock: UnlockOptions

  func run() throws {
    try Failure.report {
      guard !FileManager.default.fileExists(atPath: out) else {
        throw Failure("\(out) exists already", hint: "choose another folder with --out")
      }
      let vault = try unlock.unlock()
      let all = try vault.releaseFiles(number)
      let files = try quotesTheWithdrawn(vault) ? all.filter { Self.isTable($0.key) } : all
      try ReportCommand.write(files, to: out)
      print("release \(number): \(files.count) files in \(out)")
      if files.count < all.count {
        Terminal.say(
          "\(all.count - files.count) files were left out: they quote somebody who has withdrawn")
      }
    }
  }

  private func quotesTheWithdrawn(_ vault: OpenVault) throws -> Bool {
    let entry = try vault.readLedger().ledger.entries.first { $0.number == number }
    let records = (entry?.quotations ?? []).compactMap { Hex.bytes($0.record) }
    return try !vault.withdrawn(among: records).isEmpty
  }

  /// Tables hold figures only; pages, documents and slides hold quotations too.
  private static func isTable(_ name: String) -> Bool {
    name.hasSuffix(".csv") || name.hasSuffix(".json")
  }
}
