// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import GRDB
public import Sealing
public import TestimonyModel

/// One testimony, opened in memory.
public struct OpenedTestimony: Sendable {
  /// The record id, 16 bytes.
  public let record: [UInt8]
  /// The intake period it came in.
  public let epoch: Int
  /// By which lane it came.
  public let lane: Lane
  /// Who sealed it.
  public let sealedBy: SealedBy
  /// The release it was counted in, or nil.
  public let release: Int?
  /// The words, or why they do not open.
  public let content: Result<Testimony, OpeningError>
}

/// A campaign's testimonies while its key is unlocked.
public final class OpenVault: Sendable {
  /// The vault on disk.
  public let store: VaultStore
  /// The campaign that is unlocked.
  public let campaign: Campaign
  let opener: TestimonyOpener
  let decisionKey: SecretBytes
  let codingKey: SecretBytes
  /// The secret behind the summary's seeded rounding, 32 bytes; it never leaves the vault but by what it rounds.
  public let roundingSecret: [UInt8]
  /// What signs the campaign's answers.
  public let answerSigner: Signing.PrivateKey
  /// The secret behind the names that fill an answer's replies up, 32 bytes.
  public let answerPadding: [UInt8]

  init(store: VaultStore, campaign: Campaign, key: borrowing OpeningKey) throws(VaultError) {
    self.store = store
    self.campaign = campaign
    guard let agreement = try? key.agreementKey() else { throw .keyFileUnreadable }
    guard let signer = try? key.answerSigner(campaign: campaign.id),
      signer.publicKey == campaign.answerKey
    else { throw .keyFileUnreadable }
    answerSigner = signer
    answerPadding = key.derivedKey(.answerPadding, campaign: campaign).withBytes { Array($0) }
    opener = TestimonyOpener(campaign: campaign, key: agreement)
    decisionKey = key.derivedKey(.decisions, campaign: campaign)
    codingKey = key.derivedKey(.codingFile, campaign: campaign)
    roundingSecret = key.derivedKey(.rounding, campaign: campaign).withBytes { Array($0) }
  }

  /// How many testimonies the campaign has in the vault.
  public func count() throws(VaultError) -> Int {
    try store.read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM testimony WHERE campaign = ?",
        arguments: [Data(campaign.id)]) ?? 0
    }
  }

  /// The one testimony whose record id begins with these hexadecimal digits.
  public func record(beginning digits: String) throws(VaultError) -> [UInt8] {
    let found = try records().filter { Hex.text($0).hasPrefix(digits.lowercased()) }
    guard let first = found.first, !digits.isEmpty else { throw .unknownRecord }
    guard found.count == 1 else { throw .ambiguousRecord }
    return first
  }

  /// All record ids, in their own random order.
  public func records() throws(VaultError) -> [[UInt8]] {
    try store.read { db in
      try Data.fetchAll(
        db, sql: "SELECT record FROM testimony WHERE campaign = ? ORDER BY record",
        arguments: [Data(campaign.id)]
      ).map(Array.init)
    }
  }

  /// Opens one testimony.
  public func open(_ record: [UInt8]) throws(VaultError) -> OpenedTestimony {
    let row = try store.read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM testimony WHERE record = ?", arguments: [Data(record)])
    }
    guard let row else { throw .unknownRecord }
    return opened(Self.stored(row))
  }

  /// Opens all testimonies on all cores and lends them in chunks, in the order of their record ids.
  ///
  /// Only a chunk's words are in memory at a time.
  public func forEachChunk(
    of size: Int = 512, _ body: ([OpenedTestimony]) throws -> Void
  ) throws {
    var after: [UInt8]?
    while true {
      let chunk = try stored(after: after, limit: size)
      guard let last = chunk.last else { return }
      after = last.record
      try body(openedInParallel(chunk))
    }
  }

  struct Stored: Sendable {
    let record: [UInt8]
    let epoch: Int
    let lane: Lane
    let release: Int?
    let sealed: [UInt8]
  }

  private func stored(after: [UInt8]?, limit: Int) throws(VaultError) -> [Stored] {
    try store.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM testimony WHERE campaign = ? AND record > ? ORDER BY record LIMIT ?
          """,
        arguments: [Data(campaign.id), Data(after ?? []), limit]
      ).map(Self.stored)
    }
  }

  private static func stored(_ row: Row) -> Stored {
    Stored(
      record: Array(row["record"] as Data), epoch: row["epoch"],
      lane: (row["lane"] as Int) == 0 ? .open : .invited, release: row["release"],
      sealed: Array(row["sealed"] as Data))
  }

  private func openedInParallel(_ chunk: [Stored]) -> [OpenedTestimony] {
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, chunk.count / 16))
    let parts = (0..<workers).map { worker in
      chunk[(chunk.count * worker / workers)..<(chunk.count * (worker + 1) / workers)]
    }
    let results = PartResults(count: workers)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      results.set(worker, parts[worker].map(opened))
    }
    return results.joined()
  }

  private func opened(_ stored: Stored) -> OpenedTestimony {
    var sealedBy = SealedBy.browser
    var content: Result<Testimony, OpeningError> = .failure(.cannotOpen)
    if let sealed = try? SealedTestimony(stored.sealed, of: campaign) {
      sealedBy = sealed.header.sealedBy
      content = Result { () throws(OpeningError) in try opener.open(sealed) }
    }
    return OpenedTestimony(
      record: stored.record, epoch: stored.epoch, lane: stored.lane, sealedBy: sealedBy,
      release: stored.release, content: content)
  }
}

/// What each worker opened, put together in order.
private final class PartResults: @unchecked Sendable {
  private let lock = NSLock()
  private var parts: [[OpenedTestimony]]

  init(count: Int) { parts = Array(repeating: [], count: count) }

  func set(_ index: Int, _ part: [OpenedTestimony]) {
    lock.withLock { parts[index] = part }
  }

  func joined() -> [OpenedTestimony] { lock.withLock { parts.flatMap(\.self) } }
}
