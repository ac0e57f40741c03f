// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeServer
import IntakeStore
import SealedBundle
import TerminalControl
import TestimonyModel

struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Write the testimonies of closed periods into one signed file for the analysts.",
    discussion: """
      Each testimony goes into one bundle. Bundles are numbered; the analysts' vault notices when one is missing.
      A bundle that got lost is made again, byte for byte, with --again.

      EXAMPLES:
        ovoz-intake bundle --out bundle-1.ovoz
        ovoz-intake bundle --out bundle-1.ovoz --again 1
      """.paragraphs)

  @OptionGroup var options: SettingsOption
  @Option(help: "The file to write; it must not exist yet.", completion: .file()) var out: String
  @Option(parsing: .unconditional, help: "Write the bundle of this number once more.")
  var again: Int?
  @Option(help: "Take another day than today, YYYY-MM-DD, for rehearsals.") var today: String?

  func run() async throws {
    try await Failure.report {
      ProcessProtection.begin()
      let settings = try options.read()
      guard case .success(let campaign) = settings.readCampaign() else {
        throw Failure("there is no usable campaign file", hint: "run `ovoz-intake check`")
      }
      guard !FileManager.default.fileExists(atPath: out) else {
        throw Failure("the file exists already", hint: "choose another name with --out", code: 64)
      }
      let inbox = try SQLiteInbox(folder: settings.state, campaign: campaign)
      let plan = try again.map(inbox.bundle) ?? begin(inbox, campaign, settings)
      try inbox.handOut(upToBundle: Int(plan.sequence))
      let digest = try write(plan, of: inbox, campaign, settings)
      if again == nil { try end(plan, of: inbox, digest) }
      print(
        "bundle \(plan.sequence): \(plan.records) testimonies, \(plan.withdrawals) withdrawals")
    }
  }

  private func begin(
    _ inbox: SQLiteInbox, _ campaign: Campaign, _ settings: IntakeSettings
  ) throws -> BundlePlan {
    guard let day = today.map(Day.init) ?? Day(of: Date()) else {
      throw Failure("--today is not a day", hint: "write it as 2026-12-31")
    }
    let closed = BundlePacking.closed(campaign, on: day, delay: settings.uninvitedDelayPeriods)
    try inbox.publishLog(before: campaign.logEpoch(of: day), key: try settings.signingKey())
    return try inbox.beginBundle(before: closed.epoch, openLane: closed.openLane)
  }

  /// Where that cannot be noted, the file stays: the bundle is ended or begun again, and either way these are its bytes.
  private func end(_ plan: BundlePlan, of inbox: SQLiteInbox, _ digest: [UInt8]) throws {
    do { try inbox.endBundle(plan, digest: digest) } catch {
      throw Failure(
        "the bundle was written, but that could not be noted",
        hint: "\(out) is good, hand it on; make room on the disk of `state` before the next one")
    }
    do { try inbox.tidy() } catch {
      TerminalControl.tell(
        "ovoz-intake: the databases could not be tidied; is there room on the disk?\n")
    }
  }

  /// Writes beside the target and renames at the end: there is never half a bundle under that name.
  private func write(
    _ plan: BundlePlan, of inbox: SQLiteInbox, _ campaign: Campaign, _ settings: IntakeSettings
  ) throws -> [UInt8] {
    let key = try settings.signingKey()
    let part = out + ".part"
    guard FileManager.default.createFile(atPath: part, contents: nil),
      let file = FileHandle(forWritingAtPath: part)
    else { throw BundleError.inputOutput }
    let digest = try BundlePacking(inbox, of: campaign).write(plan, by: key) {
      do { try file.write(contentsOf: $0) } catch { throw BundleError.inputOutput }
    }
    do {
      try file.synchronize()
      try file.close()
      try FileManager.default.moveItem(atPath: part, toPath: out)
    } catch { throw BundleError.inputOutput }
    return digest
  }
}
