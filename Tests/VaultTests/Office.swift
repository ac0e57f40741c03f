// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import SealedBundle
import Sealing
import TestimonyModel
import TestimonyTesting

@testable import Vault

extension OpenVault {
  /// Keeps a release under the next number, and gives that.
  func release(
    files: [String: [UInt8]], contributors: [[UInt8]], entry: [UInt8], day: Day,
    remember: [DecisionKind: [UInt8]] = [:]
  ) throws(VaultError) -> Int {
    let number = try nextRelease()
    try keepRelease(
      as: number, files: files, contributors: contributors, entry: entry, day: day,
      remember: remember)
    return number
  }
}

/// An analyst's vault with one campaign, and the intake that sends it bundles.
final class Office: Sendable {
  let canned: Canned
  let scratch: Scratch
  let store: VaultStore
  let intake: Signing.PrivateKey
  static let today = Day(number: 20_780)
  static let zero = [UInt8](repeating: 0, count: 32)

  init() throws {
    canned = try Canned(
      form: try Self.smallForm(), opens: "2026-01-01", closes: "2026-12-31", name: "invented")
    scratch = try Scratch()
    intake = try Signing.PrivateKey(seed: RandomBytes.secret(32))
    store = try VaultStore(folder: scratch.folder.appending(path: "vault"))
    try store.add(canned.campaign, keyFile: canned.keyFile)
    try store.trust(intake: intake.publicKey, for: canned.campaign)
  }

  var campaign: Campaign { canned.campaign }

  /// The small form of the sealing vectors.
  static func smallForm() throws -> Form {
    let json = Canned.root.appending(path: "Tests/SealingTests/Vectors/form.json")
    return try JSONDecoder().decode(Form.self, from: Data(contentsOf: json))
  }

  /// The vault with its key unlocked.
  func unlocked() throws -> OpenVault { try store.unlock(campaign, Canned.passphrase) }

  /// Writes a bundle, and gives its file and its digest.
  func bundle(
    _ number: UInt32, after previous: [UInt8] = Office.zero, _ records: [SealedTestimony] = [],
    withdrawn: [[UInt8]] = [], holes: Bool = false, of campaign: Campaign? = nil, lane: Lane = .open
  ) throws -> (file: URL, digest: [UInt8]) {
    let campaign = campaign ?? self.campaign
    let header = BundleHeader(
      campaign: campaign.id, sequence: number, previous: previous,
      recordLength: UInt32(SealedTestimony.length(in: campaign.form)),
      records: UInt64(records.count), signer: intake.publicKey)
    let file = scratch.folder.appending(path: UUID().uuidString)
    try Data().write(to: file)
    let output = try FileHandle(forWritingTo: file)
    var writer = BundleWriter(header, to: output)
    let inOrder = records.sorted {
      $0.header.record.lexicographicallyPrecedes($1.header.record)
    }
    for sealed in inOrder where !holes { try writer.add(sealed, epoch: 3, lane: lane) }
    for sealed in inOrder where holes {
      try writer.addHole(
        record: sealed.header.record, commitment: sealed.commitment, epoch: 3, lane: lane)
    }
    for record in withdrawn { try writer.addWithdrawal(of: record) }
    let digest = try writer.finish(intake)
    try output.close()
    return (file, digest)
  }

  @discardableResult
  func take(_ bundle: URL, of campaign: Campaign? = nil) throws -> ImportReport {
    try store.importBundle(bundle, of: campaign ?? self.campaign, today: Self.today)
  }

  /// Imports these testimonies as the first bundle.
  @discardableResult
  func take(_ records: [SealedTestimony]) throws -> [UInt8] {
    let first = try bundle(1, records)
    try take(first.file)
    return first.digest
  }

  /// Everything in the vault's tables, as SQL: equal texts mean that nothing changed.
  func dump() throws -> String {
    var text = ""
    for table in [
      "campaign", "testimony", "withdrawn", "hole", "decision", "release", "access", "seenLog",
      "coding",
    ] {
      let rows = try store.read { try Row.fetchAll($0, sql: "SELECT * FROM \(table)") }
      text += "\(table)\n" + rows.map { "\($0.databaseValues)\n" }.joined()
    }
    return text
  }

  /// The vault's files, not the bundles beside them.
  func vaultFiles() throws -> [(name: String, bytes: Data)] {
    let files = FileManager.default.enumerator(at: store.folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
      .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
  }
}
