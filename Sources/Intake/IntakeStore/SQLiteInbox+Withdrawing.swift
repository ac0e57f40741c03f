// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TransparencyLog

// Withdrawn means gone (G6). The record key goes first: from then on every copy of the record is noise, in
// backups too. What a crash leaves undone is done at the next start.

extension SQLiteInbox {
  /// Forgets the testimony of a receipt; see ``InboxStore/withdraw(_:epoch:)``.
  public func withdraw(_ token: [UInt8], epoch: Int) async throws(IntakeStoreError) {
    do {
      let gone = try await inbox.writeWithoutTransaction { db in
        try self.withdraw(token, epoch: epoch, db)
      }
      guard let gone else { return }
      try await log.write { try Self.bury(gone, $0, in: "tombstone") }
      // Whoever waits for an answer must not wait for another program that reads: it would tell that the receipt was good.
      if try !emptyLogsNow() { Task { try await emptyLogsSoon() } }
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  /// What a receipt stands for; see ``InboxStore/look(_:)``.
  public func look(_ token: [UInt8]) async throws(IntakeStoreError) -> ReceiptState? {
    do {
      let entry = try await recordKeys.read { try self.entry(of: token, $0) }
      guard let entry else { return nil }
      let standing = try await inbox.read { try Self.standing(of: entry, $0) }
      return standing.map { ReceiptState(standing: $0, commitment: entry.commitment) }
    } catch { throw error as? IntakeStoreError ?? .cannotOpen }
  }

  private static func standing(
    of entry: ReceiptEntry, _ db: Database
  ) throws -> ReceiptState.Standing? {
    let isKept = try Bool.fetchOne(
      db,
      sql: """
        SELECT TRUE FROM testimony WHERE record = ?1
        UNION ALL
        SELECT handed FROM departed WHERE record = ?1
        """,
      arguments: [Data(entry.record)])
    guard entry.standing == .kept else { return entry.standing }
    // A crash may have left a receipt whose testimony never came: it stands for nothing.
    return isKept.map { $0 ? .kept : .expired }
  }

  /// Does what a crash, a failing disk or a restored backup left undone: no record with a tombstone stays, in whichever of the three
  /// databases the tombstone is.
  ///
  /// At the start and before each bundle; what arrives or is withdrawn meanwhile waits, or finds it done.
  public func finishWithdrawals() throws(IntakeStoreError) {
    do {
      try inbox.writeWithoutTransaction { db in
        let known = try Self.tombstones(db, in: "withdrawn")
        let keys = try recordKeys.read { try Self.tombstones($0, in: "tombstone") }
        let third = try log.read { try Self.tombstones($0, in: "tombstone") }
        let all = known.merging(keys) { $1 }.merging(third) { $1.carrier == nil ? $0 : $1 }
        try recordKeys.write { keys in
          for tombstone in all.values { try Self.bury(tombstone, keys, in: "tombstone") }
        }
        try Self.remove(Array(all.values), db)
      }
      try log.write { db in
        let known = try recordKeys.read { try Self.tombstones($0, in: "tombstone") }
        for tombstone in known.values { try Self.bury(tombstone, db, in: "tombstone") }
      }
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  /// Forgets a record of which a bundle says that it was withdrawn (`told` is its number), for an intake that was
  /// restored from a copy made before.
  func forget(_ record: [UInt8], told bundle: Int) throws {
    try inbox.writeWithoutTransaction { db in
      let tombstone = try Tombstone(of: Data(record), db)
      try recordKeys.write { try Self.bury(tombstone, $0, in: "tombstone") }
      try Self.remove([tombstone], db)
      try db.execute(
        sql: "UPDATE withdrawn SET bundle = ? WHERE record = ?", arguments: [bundle, Data(record)])
      try log.write { try Self.bury(tombstone, $0, in: "tombstone") }
    }
  }

  private func withdraw(_ token: [UInt8], epoch: Int, _ db: Database) throws -> Tombstone? {
    guard let entry = try recordKeys.read({ try self.entry(of: token, $0) }) else { return nil }
    guard entry.standing == .kept else { return try finish(entry, db) }
    let tombstone = try Tombstone(of: Data(entry.record), db)
    try recordKeys.write { keys in
      try Self.bury(tombstone, keys, in: "tombstone")
      let used = ReceiptEntry(.withdrawn, record: entry.record, commitment: entry.commitment)
      try keys.execute(
        sql: "UPDATE receipt SET sealed = ? WHERE name = ?",
        arguments: [try receipts.seal(used, for: token), receipts.name(of: token)])
      let leaf = LogLeaf.withdrawal(blind: LogLeaf.blind(token: token))
      try keys.execute(
        sql: "INSERT INTO waiting_leaf (leaf, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [Data(leaf), epoch])
    }
    try Self.remove([tombstone], db)
    return tombstone
  }

  /// Does what a failing disk left undone when this receipt was shown before: its owner was told to try again, and is told now
  /// that it is done.
  private func finish(_ entry: ReceiptEntry, _ db: Database) throws -> Tombstone? {
    guard entry.standing == .withdrawn else { return nil }
    let known = try recordKeys.read { try Self.tombstones($0, in: "tombstone") }
    guard let tombstone = known[Data(entry.record)] else { return nil }
    try Self.remove([tombstone], db)
    return tombstone
  }

  private func entry(of token: [UInt8], _ db: Database) throws -> ReceiptEntry? {
    let row = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT sealed FROM receipt WHERE name = ?"),
      arguments: [receipts.name(of: token)])
    return try row.map { try receipts.open($0, for: token) }
  }

  /// Takes the records out of the inbox, and remembers that the next bundle has to tell.
  private static func remove(_ tombstones: [Tombstone], _ db: Database) throws {
    try db.inTransaction(.immediate) {
      for tombstone in tombstones {
        try bury(tombstone, db, in: "withdrawn")
        for table in ["testimony", "departed"] {
          try db.execute(
            sql: "DELETE FROM \(table) WHERE record = ?", arguments: [tombstone.record])
        }
      }
      return .commit
    }
  }

  /// Writes a tombstone, and with the record keys deletes the key.
  private static func bury(_ tombstone: Tombstone, _ db: Database, in table: String) throws {
    try db.execute(
      sql: """
        INSERT INTO \(table) (record, carrier, epoch, lane, commitment) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
      arguments: [
        tombstone.record, tombstone.carrier, tombstone.epoch, tombstone.lane, tombstone.commitment,
      ])
    guard try db.tableExists("record_key") else { return }
    try db.execute(sql: "DELETE FROM record_key WHERE record = ?", arguments: [tombstone.record])
  }

  private static func tombstones(_ db: Database, in table: String) throws -> [Data: Tombstone] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT record, carrier, epoch, lane, commitment FROM \(table)")
    var found: [Data: Tombstone] = [:]
    while let row = try rows.next() { found[row["record"]] = Tombstone(row) }
    return found
  }

  /// Empties the write-ahead logs, where the deleted pages would wait; waits for others that read there.
  func emptyLogs() throws {
    for queue in [recordKeys, inbox, log] {
      _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
  }

  /// Empties the logs, or gives false where another program reads.
  func emptyLogsNow() throws -> Bool {
    do {
      for queue in [recordKeys, inbox, log] {
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA busy_timeout = 0")
          defer { try? db.execute(sql: "PRAGMA busy_timeout = \(DurableDatabase.patience)000") }
          _ = try db.checkpoint(.truncate)
        }
      }
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY { return false }
  }

  /// Tries for ten minutes; after that the hourly tidying does it.
  private func emptyLogsSoon() async throws {
    for _ in 0..<600 {
      try await Task.sleep(for: .seconds(1))
      if try emptyLogsNow() { return }
    }
  }
}

/// What stays of a withdrawn testimony.
private struct Tombstone {
  let record: Data
  let carrier: Int?
  let epoch: Int?
  let lane: Int?
  let commitment: Data?

  init(_ row: Row) {
    (record, carrier, epoch) = (row["record"], row["carrier"], row["epoch"])
    (lane, commitment) = (row["lane"], row["commitment"])
  }

  /// A record that no bundle carried leaves its id alone behind.
  init(of record: Data, _ db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT bundle, epoch, lane, commitment FROM testimony WHERE record = ?1
        UNION ALL
        SELECT carrier, epoch, lane, commitment FROM departed WHERE record = ?1
        """,
      arguments: [record])
    self.record = record
    carrier = row?["bundle"]
    epoch = carrier == nil ? nil : row?["epoch"]
    lane = carrier == nil ? nil : row?["lane"]
    commitment = carrier == nil ? nil : row?["commitment"]
  }
}
