// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
public import Sealing
public import TestimonyModel

/// A bundle that was begun: its number, the digest of the one before, and how many testimonies are in it.
public struct BundlePlan: Equatable, Sendable {
  /// The bundle's number, from 1.
  public let sequence: UInt32
  /// The digest of the bundle before; zero bytes for the first.
  public let previous: [UInt8]
  /// How many testimonies it holds, those included that were withdrawn or left since.
  public let records: Int
  /// Of how many withdrawals it tells.
  public let withdrawals: Int
}

/// What stands in a bundle for one testimony.
public enum BundledTestimony: Sendable {
  /// The sealed testimony.
  case sealed(SealedTestimony, epoch: UInt32, lane: Lane)
  /// What is left of one that was withdrawn, or left, since the bundle was made first.
  case hole(record: [UInt8], commitment: [UInt8], epoch: UInt32, lane: Lane)
}

extension SQLiteInbox {
  /// Begins the next bundle with all testimonies of periods before `epoch` that no bundle has yet, and with all
  /// withdrawals that none has told of.
  ///
  /// Testimonies that came without a slip wait until their period is before `openLane`. At most `most` are taken; the others
  /// are left for the next bundle. A bundle that was begun and not ended (the power went) is taken up again with the same content.
  public func beginBundle(
    before epoch: Int, openLane: Int? = nil, most: Int = .max
  ) throws(IntakeStoreError) -> BundlePlan {
    // One that a failing disk left half withdrawn has no key any more: no bundle could be made with it.
    try finishWithdrawals()
    do {
      return try inbox.write { db in
        let open = try Int.fetchOne(db, sql: "SELECT sequence FROM bundle WHERE digest IS NULL")
        let sequence = try open ?? Self.newBundle(db, before: epoch, openLane ?? epoch, most)
        return try Self.plan(db, sequence)
      }
    } catch { throw .cannotWrite }
  }

  /// The plan of a bundle that was made before, to make the same file again.
  public func bundle(_ sequence: Int) throws(IntakeStoreError) -> BundlePlan {
    do {
      return try inbox.read { db in
        let row = try Int.fetchOne(
          db, sql: "SELECT 1 FROM bundle WHERE sequence = ? AND digest IS NOT NULL",
          arguments: [sequence])
        guard row != nil else { throw IntakeStoreError.noSuchBundle }
        return try Self.plan(db, sequence)
      }
    } catch { throw error as? IntakeStoreError ?? .cannotOpen }
  }

  /// Hands over what a bundle holds, one at a time, in the order of the record ids.
  public func forEachTestimony(
    in bundle: BundlePlan, _ body: (BundledTestimony) throws -> Void
  ) throws {
    try inbox.read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT record, epoch, lane, commitment, layered FROM testimony WHERE bundle = ?1
          UNION ALL
          SELECT record, epoch, lane, commitment, NULL FROM withdrawn WHERE carrier = ?1
          UNION ALL
          SELECT record, epoch, lane, commitment, NULL FROM departed WHERE carrier = ?1
          ORDER BY record
          """,
        arguments: [Int(bundle.sequence)])
      while let row = try rows.next() { try body(try bundled(row)) }
    }
  }

  /// The record ids of which a bundle says that they were withdrawn, ascending.
  public func withdrawals(in bundle: BundlePlan) throws(IntakeStoreError) -> [[UInt8]] {
    do {
      return try inbox.read { db in
        try Data.fetchAll(
          db, sql: "SELECT record FROM withdrawn WHERE bundle = ? ORDER BY record",
          arguments: [Int(bundle.sequence)]
        ).map(Array.init)
      }
    } catch { throw .cannotOpen }
  }

  /// Remembers a bundle's digest; from now on it is done.
  public func endBundle(_ bundle: BundlePlan, digest: [UInt8]) throws(IntakeStoreError) {
    do {
      try inbox.write { db in
        try db.execute(
          sql: "UPDATE bundle SET digest = ? WHERE sequence = ?",
          arguments: [Data(digest), Int(bundle.sequence)])
      }
    } catch { throw .cannotWrite }
  }

  /// What came before a period: takes one for those with a slip, and one for those without.
  static let isBefore = "epoch < CASE lane WHEN \(Lane.invited.rawValue) THEN ? ELSE ? END"
  /// What waits for a bundle and may go into one: takes the first period that is open, with a slip and without.
  static let isClosed = "bundle IS NULL AND \(isBefore)"

  private static func newBundle(
    _ db: Database, before epoch: Int, _ openLane: Int, _ most: Int
  ) throws -> Int {
    let last = try Int.fetchOne(db, sql: "SELECT max(sequence) FROM bundle") ?? 0
    try db.execute(
      sql: "INSERT INTO bundle (sequence, handed) VALUES (?, 0)", arguments: [last + 1])
    try db.execute(
      sql: """
        UPDATE testimony SET bundle = ? WHERE record IN (
          SELECT record FROM testimony WHERE \(isClosed) ORDER BY record LIMIT ?
        )
        """,
      arguments: [last + 1, epoch, openLane, most])
    try db.execute(
      sql: "UPDATE withdrawn SET bundle = ? WHERE bundle IS NULL", arguments: [last + 1])
    return last + 1
  }

  private static func plan(_ db: Database, _ sequence: Int) throws -> BundlePlan {
    let previous = try Data.fetchOne(
      db, sql: "SELECT digest FROM bundle WHERE sequence = ?", arguments: [sequence - 1])
    let records = try Int.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM testimony WHERE bundle = ?1)
          + (SELECT count(*) FROM withdrawn WHERE carrier = ?1)
          + (SELECT count(*) FROM departed WHERE carrier = ?1)
        """,
      arguments: [sequence])
    let withdrawals = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM withdrawn WHERE bundle = ?", arguments: [sequence])
    return BundlePlan(
      sequence: UInt32(sequence),
      previous: previous.map(Array.init) ?? [UInt8](repeating: 0, count: Digest.length),
      records: records ?? 0, withdrawals: withdrawals ?? 0)
  }

  private func bundled(_ row: Row) throws -> BundledTestimony {
    guard let lane = Lane(rawValue: UInt8(row["lane"] as Int)) else {
      throw IntakeStoreError.damaged
    }
    let epoch = UInt32(row["epoch"] as Int)
    guard row["layered"] as Data? != nil else {
      return .hole(
        record: Array(row["record"] as Data), commitment: Array(row["commitment"] as Data),
        epoch: epoch, lane: lane)
    }
    return .sealed(try open(row), epoch: epoch, lane: lane)
  }

  /// One stored testimony, without the intake's own layer.
  func sealed(_ record: Data) throws -> SealedTestimony {
    let row = try inbox.read { db in
      try Row.fetchOne(
        db, sql: "SELECT record, commitment, layered FROM testimony WHERE record = ?",
        arguments: [record])
    }
    guard let row else { throw IntakeStoreError.damaged }
    return try open(row)
  }

  /// Takes the intake's own layer off a stored record.
  private func open(_ row: Row) throws -> SealedTestimony {
    let record: Data = row["record"]
    let key = try recordKeys.read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT key FROM record_key WHERE record = ?"), arguments: [record])
    }
    guard let key else { throw IntakeStoreError.damaged }
    let layer = RecordLayer(
      recordKey: SecretBytes(copying: key), record: Array(record),
      commitment: Array(row["commitment"] as Data))
    do {
      let bytes = try layer.open(
        Array(row["layered"] as Data), lengths: Arrival.partLengths(in: campaign.form))
      return try SealedTestimony(bytes, of: campaign)
    } catch { throw IntakeStoreError.damaged }
  }
}
