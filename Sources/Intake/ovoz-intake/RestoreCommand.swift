// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeServer
import IntakeStore
import SealedBundle
import SealedCopy
import Sealing
import TerminalControl
import TestimonyModel
import TransparencyLog

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make the intake's state folder from sealed copies; it must be empty.",
    discussion: """
      The keys in --keys open these copies alone; `ovoz operator unlock` gives them, on the operator's machine. Give the
      newest record keys there are, each bundle that was made since the copy, and the newest public log: with them,
      nothing that was withdrawn since comes back, nothing goes out twice, and the log goes on where people saw it. Where
      analysts pull, there are no files of bundles: they write what they have with `ovoz inbox arrivals`.

      EXAMPLE:
        ovoz-intake restore intake-2026-12-01.ovozcopy \\
          --record-keys record-keys.ovozcopy --keys restore.keys \\
          --bundle bundle-7.ovoz --bundle bundle-8.ovoz --log log.txt
        ovoz-intake restore intake-2026-12-01.ovozcopy \\
          --record-keys record-keys.ovozcopy --keys restore.keys \\
          --arrivals arrivals.txt --log log.txt

      Exit code 3: restored, but not all of it; what is missing is named.
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Argument(help: "The copy of the records.", completion: .file()) var file: String
  @Option(help: "The copy of the record keys.", completion: .file()) var recordKeys: String?
  @Option(help: "What `ovoz operator unlock` wrote.", completion: .file()) var keys: String
  @Option(help: "A bundle that was made after the copy; in their order.", completion: .file())
  var bundle: [String] = []
  @Option(help: "What `ovoz inbox arrivals` wrote after the last pull.", completion: .file())
  var arrivals: String?
  @Option(help: "The newest public log, from /log or `ovoz-intake log`.", completion: .file())
  var log: String?

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      guard let text = FileManager.default.contents(atPath: keys) else {
        throw Failure("\(keys) cannot be read", hint: "is it there, and yours?")
      }
      let restoreKeys = try RestoreKeys(text: String(decoding: text, as: UTF8.self))
      let restoring = try InboxRestoring(to: settings.state, of: campaign)
      do {
        let parts = try restore(restoring, campaign, restoreKeys, settings)
        tellAge(settings, campaign)
        try tell(parts)
      } catch let error as ExitCode { throw error } catch {
        restoring.giveUp()
        // The folder that a damaged database was found in is gone again.
        throw error as? IntakeStoreError == .damaged ? SealedCopyError.damaged : error
      }
    }
  }

  private func restore(
    _ restoring: InboxRestoring, _ campaign: Campaign, _ restoreKeys: RestoreKeys,
    _ settings: IntakeSettings
  ) throws -> RestoredParts {
    let today = Day(of: Date())
    try restoring.unpack(URL(filePath: file), .records, with: restoreKeys, today: today)
    if let recordKeys {
      try restoring.unpack(
        URL(filePath: recordKeys), .recordKeys, with: restoreKeys, today: today)
    }
    let inbox = try restoring.unpacked()
    if !bundle.isEmpty || arrivals != nil || log != nil {
      let signer = try IntakeSettings.signingKey(in: restoring.part).publicKey
      for path in bundle { try inbox.learn(try Self.read(path, campaign, signer)) }
      if let arrivals {
        try inbox.learn(try Self.readArrivals(arrivals, campaign, signer, settings.pullKeys))
      }
      if let log { try inbox.learn(try Self.readLog(log), by: signer) }
    }
    return try restoring.finish(inbox)
  }

  /// Reads a bundle twice: first for its signature, then for what is in it.
  private static func read(
    _ path: String, _ campaign: Campaign, _ signer: [UInt8]
  ) throws -> LearnedBundle {
    let open = { () throws -> FileHandle in
      guard let input = FileHandle(forReadingAtPath: path) else {
        throw Failure("\(path) cannot be read", hint: "is it there, and yours?")
      }
      return input
    }
    let digest = try BundleReader.verify(open(), of: campaign, from: signer)
    var reader = try BundleReader(open(), of: campaign, from: signer)
    var (records, withdrawals, gone): ([[UInt8]], [[UInt8]], [[UInt8]]) = ([], [], [])
    while let entry = try reader.next() {
      switch entry {
      case .record(_, _, let sealed):
        records.append(try SealedTestimony(sealed, of: campaign).header.record)
      case .hole(let record): gone.append(record)
      case .withdrawal(let record): withdrawals.append(record)
      }
    }
    return LearnedBundle(
      sequence: Int(reader.header.sequence), previous: reader.header.previous, digest: digest,
      records: records, withdrawals: withdrawals, gone: gone)
  }

  private static func readArrivals(
    _ path: String, _ campaign: Campaign, _ signer: [UInt8], _ pullKeys: [[UInt8]]
  ) throws -> LearnedArrivals {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure("\(path) cannot be read", hint: "is it there, and yours?")
    }
    let read = try Arrivals(
      text: String(decoding: bytes, as: UTF8.self), signedByOneOf: pullKeys)
    guard read.campaign == campaign.id, read.intake == signer else {
      throw Failure(
        "these arrivals are of another campaign or intake",
        hint: "let the analysts name the campaign: `ovoz inbox arrivals --campaign NAME`")
    }
    return LearnedArrivals(
      sequence: Int(read.sequence), digest: read.digest, records: read.records,
      withdrawals: read.withdrawals, gone: read.gone)
  }

  private static func readLog(_ path: String) throws -> LogFile {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure("\(path) cannot be read", hint: "is it there, and yours?")
    }
    do { return try LogFile(Array(bytes)) } catch { throw IntakeStoreError.logForked }
  }

  /// What came back may be older than the settings let it be, and would be gone before anybody noticed.
  private func tellAge(_ settings: IntakeSettings, _ campaign: Campaign) {
    let old = settings.rules.expired(campaign, on: Day(of: Date()))
    let count = try? InboxGlance(folder: settings.state)?.waiting(
      before: old.epoch, openLane: old.openLane, alsoBundled: settings.hearsOfArrivals)
    guard let count, count > 0 else { return }
    print(
      "warning: \(count) testimonies that no vault is known to have are past `retentionDays`, and leave once the intake has run for a week: tell the analysts to pull, make a bundle, or raise it"
    )
  }

  private func tell(_ parts: RestoredParts) throws {
    print(
      "restored: \(parts.testimonies) testimonies, \(parts.receipts) receipts, "
        + "\(parts.withdrawn) withdrawals, \(parts.leaves) leaves of the log, "
        + "last bundle \(parts.lastBundle)")
    let missing = missing(parts)
    for line in missing { print("missing: \(line)") }
    TerminalControl.tell(
      """
      hint: who withdrew after these copies, and of whom no bundle given here tells, has to be told of by the analysts; \
      destroy \(keys) now

      """)
    guard missing.isEmpty else { throw ExitCode(3) }
  }

  private func missing(_ parts: RestoredParts) -> [String] {
    [
      recordKeys == nil ? "record keys and receipts: no --record-keys was given" : nil,
      parts.lost == 0
        ? nil
        : "\(parts.lost) testimonies of no bundle given here, whose record key is in no copy: only a vault may still have them",
      parts.bundledWithoutKey == 0
        ? nil
        : "\(parts.bundledWithoutKey) testimonies of earlier bundles, whose record key is in no copy: only a vault that took those bundles in has them",
    ].compactMap(\.self)
  }
}
