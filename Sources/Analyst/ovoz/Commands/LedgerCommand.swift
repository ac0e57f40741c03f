// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ReleaseLedger
import TerminalControl
import TestimonyModel
import Vault

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "List what was released, and check that the record is whole.",
    discussion: """
      The record is whole only where everybody whom it counts is marked as counted in the vault. It names releases
      that were made under another day than the clock's (--rehearsal).

      The head that is printed at the end stands on the pages of the next release.

      EXAMPLE:
        ovoz report ledger
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let (ledger, older) = try unlock.unlock().readWholeLedger()
      if json { return try Terminal.printJSON("ovoz.ledger", ledger.entries.map(Line.init)) }
      if older > 0 { print("\(older) releases are older than the record") }
      for entry in ledger.entries {
        let words = entry.quotations?.count ?? 0
        print(
          "\(entry.number)  \(entry.day)  \(entry.mode ?? "publish-once")  \(entry.release)  "
            + "files: \(entry.files.count), quotations: \(words)" + Self.doubt(of: entry))
      }
      print("head \(ledger.head)")
    }
  }

  /// What is odd about a release's day.
  ///
  /// Entries before format 3 do not have the clock's day: a day to come still shows.
  private static func doubt(of entry: LedgerEntry) -> String {
    if let clock = entry.clock { return ", a rehearsal: made on \(clock)" }
    guard let day = Day(entry.day), day > Day(of: Date()) else { return "" }
    return ", dated ahead of the clock"
  }

  /// No record ids: who stands behind a figure stays in the vault.
  private struct Line: Encodable {
    let number: Int
    let day: String
    let release: String
    let periods: [String]
    let policy: String
    let codebook: String
    let files: [String: String]
    let mode: String
    /// How many; who is quoted stays in the vault.
    let quotations: Int
    /// The clock's day, where the release was made under another.
    let clock: String?
    let previous: String

    init(_ entry: LedgerEntry) {
      (number, day, release) = (entry.number, entry.day, entry.release)
      (periods, policy, codebook) = (entry.periods, entry.policy, entry.codebook)
      (files, previous) = (entry.files, entry.previous)
      mode = entry.mode ?? "publish-once"
      (quotations, clock) = (entry.quotations?.count ?? 0, entry.clock)
    }
  }
}

struct VerifyReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell whether files are what was released, byte for byte.",
    discussion: """
      Exits with 30 when a file is in no release, or when the record of releases was changed.

      EXAMPLE:
        ovoz report verify summary/summary.en.html summary/summary.csv
      """.paragraphs)

  @Argument(help: "The files to look up.", completion: .file()) var files: [String]
  @OptionGroup var unlock: UnlockOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let contents = try files.map { ($0, try RoomOptions.bytes(of: $0)) }
      let (ledger, _) = try unlock.unlock().readLedger()
      let lines = contents.map { Line($0, origin: ledger.origin(of: $1)) }
      if json {
        try Terminal.printJSON("ovoz.verify", lines)
      } else {
        for line in lines { print(line.text) }
      }
      guard lines.allSatisfy({ $0.release != nil }) else {
        throw Failure(
          "not every file is from a release of this campaign",
          hint: "make a copy with `ovoz report copy`, and ask where the other came from", code: 30)
      }
    }
  }

  private struct Line: Encodable {
    let file: String
    let release: Int?
    let name: String?

    init(_ file: String, origin: (entry: LedgerEntry, file: String)?) {
      (self.file, release, name) = (file, origin?.entry.number, origin?.file)
    }

    var text: String {
      guard let release, let name else { return "\(file): in no release" }
      return "\(file): \(name) of release \(release)"
    }
  }
}

extension OpenVault {
  /// The campaign's ledger, its chain followed; and how many releases are older than it.
  func readLedger() throws -> (ledger: ReleaseLedger, older: Int) {
    let (entries, older) = try ledger()
    return (try ReleaseLedger(reading: entries, campaign: campaign.id), older)
  }

  /// The same, held against the vault's own marks: nobody whom it counts may be counted again. (G10)
  func readWholeLedger() throws -> (ledger: ReleaseLedger, older: Int) {
    let (ledger, older) = try readLedger()
    try ledger.check(releaseMarks())
    return (ledger, older)
  }
}
