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
  let custodyKey: SecretBytes
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
    custodyKey = key.derivedKey(.custodyRecord, campaign: campaign)
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

  /// One testimony as it came.
  func sealed(_ record: [UInt8]) throws(VaultError) -> SealedTestimony {
    let bytes = try store.read { db in
      try Data.fetchOne(
        db, sql: "SELECT sealed FROM testimony WHERE record = ? AND campaign = ?",
        arguments: [Data(record), Data(campaign.id)])
    }
    guard let bytes, let sealed = try? SealedTestimony(Array(bytes), of: campaign) else {
      throw .unknownRecord
    }
    return sealed
  }

  /// Opens all testimonies on all cores and lends them in chunks, in the order of their record ids.
  ///
  /// Only a chunk's words are in memory at a time.
  public func forEachChunk(
    of size: Int = 512, _ body: ([OpenedTestimony]) throws -> Void
  ) throws {
    try forEachChunk(of: size, mapping: { $0 }, body)
  }

  /// The same, where only what `transform` makes of each testimony is wanted.
  ///
  /// Words stay with the core that opened them. While a chunk is opened the next one is read.
  public func forEachChunk<Made: Sendable>(
    of size: Int = 512, mapping transform: @escaping @Sendable (OpenedTestimony) -> Made,
    _ body: ([Made]) throws -> Void
  ) throws {
    var chunk = try stored(after: nil, limit: size)
    while let last = chunk.last {
      let next = Reading()
      let made = inParallel(
        chunk,
        meanwhile: {
          next.result = Result { try self.stored(after: last.record, limit: size) }
        }
      ) { transform(self.opened($0)) }
      try body(made)
      chunk = try next.result.get()
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
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT record, epoch, lane, release, sealed FROM testimony
            WHERE campaign = ? AND record > ? ORDER BY record LIMIT ?
            """),
        arguments: [Data(campaign.id), Data(after ?? []), limit])
      var stored: [Stored] = []
      stored.reserveCapacity(limit)
      while let row = try rows.next() { stored.append(Self.stored(row)) }
      return stored
    }
  }

  private static func stored(_ row: Row) -> Stored {
    Stored(
      record: Array(row["record"] as Data), epoch: row["epoch"],
      lane: (row["lane"] as Int) == 0 ? .open : .invited, release: row["release"],
      // One copy instead of two: this is most of what is read.
      sealed: (try? row.withUnsafeData(named: "sealed") { $0.map(Array.init) ?? [] }) ?? [])
  }

  /// Small parts, so that no core waits long for another; the first of them is what happens meanwhile.
  private func inParallel<Made: Sendable>(
    _ chunk: [Stored], meanwhile: @escaping @Sendable () -> Void,
    _ make: @escaping @Sendable (Stored) -> Made
  ) -> [Made] {
    let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount * 4, chunk.count / 16))
    let results = PartResults<Made>(count: parts)
    DispatchQueue.concurrentPerform(iterations: parts + 1) { iteration in
      guard iteration > 0 else { return meanwhile() }
      let part = iteration - 1
      let range = (chunk.count * part / parts)..<(chunk.count * iteration / parts)
      results.set(part, chunk[range].map(make))
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

/// The chunk that is read while another one is opened; nobody looks before that is done.
private final class Reading: @unchecked Sendable {
  var result: Result<[OpenVault.Stored], any Error> = .success([])
}

/// What was made of each part, put together in order.
private final class PartResults<Made: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var parts: [[Made]]

  init(count: Int) { parts = Array(repeating: [], count: count) }

  func set(_ index: Int, _ part: [Made]) {
    lock.withLock { parts[index] = part }
  }

  func joined() -> [Made] { lock.withLock { parts.flatMap(\.self) } }
}
