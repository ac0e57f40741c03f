// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

// A testimony leaves when a vault has it, or when its time is over. The record goes first, and in its commit stays what tells
// that it was here; then its key. A crash between leaves a key without a record, which is harmless and swept. An older copy
// of the inbox cannot bring one back: its key is gone.

extension SQLiteInbox {
  /// Whether a bundle of this number was made, with this digest.
  public func hasBundle(_ sequence: Int, digest: [UInt8]) throws(IntakeStoreError) -> Bool {
    do {
      return try inbox.read { db in
        try Int.fetchOne(
          db, sql: "SELECT 1 FROM bundle WHERE sequence = ? AND digest = ?",
          arguments: [sequence, Data(digest)]) != nil
      }
    } catch { throw .cannotOpen }
  }

  /// Whether the next bundle would have anything to say.
  public func hasNews(
    before epoch: Int, openLane: Int
  ) throws(IntakeStoreError) -> Bool {
    do {
      return try inbox.read { db in
        try Int.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM withdrawn WHERE bundle IS NULL)
              OR EXISTS (SELECT 1 FROM bundle WHERE digest IS NULL)
              OR EXISTS (
                SELECT 1 FROM testimony WHERE \(Self.isClosed))
            """,
          arguments: [epoch, openLane]) == 1
      }
    } catch { throw .cannotOpen }
  }

  /// How many testimonies of a bundle are not in it any more: it is another file when this number grows.
  public func holes(in bundle: BundlePlan) throws(IntakeStoreError) -> Int {
    do {
      return try inbox.read { db in
        try Int.fetchOne(
          db,
          sql: """
            SELECT (SELECT count(*) FROM withdrawn WHERE carrier = ?1)
              + (SELECT count(*) FROM departed WHERE carrier = ?1)
            """,
          arguments: [Int(bundle.sequence)]) ?? 0
      }
    } catch { throw .cannotOpen }
  }

  /// Remembers that somebody has all bundles up to this number whole, or is about to; gives whether that was news.
  ///
  /// What leaves by its age after that was with somebody, and its receipt goes on saying so.
  @discardableResult
  public func handOut(upToBundle sequence: Int) throws(IntakeStoreError) -> Bool {
    do {
      return try inbox.write { db in
        try db.execute(
          sql: "UPDATE bundle SET handed = 1 WHERE handed = 0 AND sequence <= ?",
          arguments: [sequence])
        return db.changesCount > 0
      }
    } catch { throw .cannotWrite }
  }

  /// Lets the testimonies of all bundles up to this number go: a vault has them durably (G5).
  ///
  /// Returns when neither they nor their keys are on the disk, and gives how many left. Doing it again does nothing.
  @discardableResult
  public func depart(upToBundle sequence: Int) throws(IntakeStoreError) -> Int {
    try handOut(upToBundle: sequence)
    return try depart { try Self.records(where: "bundle <= ?", sequence, in: $0) }
  }

  /// Lets everything go that came in the periods before `epoch`, without a slip before `openLane`, whether a vault has it or
  /// not; gives how many.
  @discardableResult
  public func depart(before epoch: Int, openLane: Int? = nil) throws(IntakeStoreError) -> Int {
    try depart { try Self.records(where: Self.isBefore, epoch, openLane ?? epoch, in: $0) }
  }

  /// Lets these go, as far as they are here.
  func depart(_ records: [[UInt8]]) throws(IntakeStoreError) {
    _ = try depart { _ in records.map { Data($0) } }
  }

  private static func records(
    where condition: String, _ limits: Int..., in db: Database
  ) throws -> [Data] {
    try Data.fetchAll(
      db, sql: "SELECT record FROM testimony WHERE \(condition)",
      arguments: StatementArguments(limits))
  }

  private func depart(_ pick: (Database) throws -> [Data]) throws(IntakeStoreError) -> Int {
    do {
      let gone = try inbox.write { db in
        let records = try pick(db)
        try Self.move(records, db)
        return records
      }
      guard !gone.isEmpty else { return 0 }
      try recordKeys.write { db in
        let forget = try db.cachedStatement(sql: "DELETE FROM record_key WHERE record = ?")
        for record in gone { try forget.execute(arguments: [record]) }
      }
      try emptyLogs()
      return gone.count
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  private static func move(_ records: [Data], _ db: Database) throws {
    let keep = try db.cachedStatement(
      sql: """
        INSERT INTO departed (record, carrier, epoch, lane, commitment, handed)
        SELECT record, bundle, iif(bundle IS NULL, NULL, epoch), iif(bundle IS NULL, NULL, lane),
          commitment, ifnull((SELECT handed FROM bundle WHERE sequence = testimony.bundle), 0)
        FROM testimony WHERE record = ?
        """)
    let delete = try db.cachedStatement(sql: "DELETE FROM testimony WHERE record = ?")
    for record in records {
      try keep.execute(arguments: [record])
      try delete.execute(arguments: [record])
    }
  }
}
