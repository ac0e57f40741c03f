// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel
public import TransparencyLog

/// The public log as it stands: its signed checkpoint and the tree behind it.
public struct PublicLog: Sendable {
  /// The signed checkpoint's text; empty while there is none.
  public let checkpoint: String
  /// The tree over all leaves.
  public let tree: MerkleTree
  /// Checkpoint and leaves as everybody may have them (LogFormat); empty while there is none.
  public let text: [UInt8]

  /// Takes a checkpoint and the leaves under it.
  public init(checkpoint: String = "", leaves: [[UInt8]] = []) {
    self.checkpoint = checkpoint
    tree = MerkleTree(leaves: leaves)
    text =
      checkpoint.isEmpty
      ? [] : Array(LogFile.text(checkpoint: checkpoint, leaves: leaves).utf8)
  }
}

extension SQLiteInbox {
  /// Appends what waits from periods before `epoch`, and signs; nothing is written where nothing is new.
  ///
  /// A period's leaves are appended together, sorted by value, so that the log tells no order of arrival (G3); leaves and
  /// checkpoint in one commit. What comes for a period that is in already, from a tablet or by a clock that went back, is added
  /// with the next. What was appended and not yet taken off the
  /// list (the power went) is not appended twice.
  public func publishLog(
    before epoch: Int, key: borrowing Signing.PrivateKey
  ) throws(IntakeStoreError) {
    do {
      let waiting = try recordKeys.read { db in
        try Data.fetchAll(
          db, sql: "SELECT leaf FROM waiting_leaf WHERE epoch < ? ORDER BY leaf",
          arguments: [epoch])
      }
      guard try !waiting.isEmpty || publicLog().checkpoint.isEmpty else { return }
      // A clock that went back must not look like a log that was taken back.
      let period = max(UInt32(clamping: epoch), try lastPeriod())
      try log.write { db in
        let tree = MerkleTree(leaves: try Self.append(waiting, db))
        let checkpoint = Checkpoint(
          campaign: campaign.id, size: tree.size, root: tree.root, period: period)
        try Self.sign(try checkpoint.signed(by: key), db)
      }
      try recordKeys.write { db in
        for leaf in waiting {
          try db.execute(sql: "DELETE FROM waiting_leaf WHERE leaf = ?", arguments: [leaf])
        }
      }
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  /// The log as it was published last.
  public func publicLog() throws(IntakeStoreError) -> PublicLog {
    do {
      return try log.read { db in
        let text = try String.fetchOne(db, sql: "SELECT text FROM checkpoint")
        let leaves = try Self.leaves(db)
        // A checkpoint is signed after its leaves: newer leaves wait for the next one.
        let size = try text.map { try SignedCheckpoint($0).checkpoint.size } ?? 0
        return PublicLog(checkpoint: text ?? "", leaves: Array(leaves.prefix(size)))
      }
    } catch { throw error as? IntakeStoreError ?? .damaged }
  }

  private func lastPeriod() throws -> UInt32 {
    let text = try log.read { try String.fetchOne($0, sql: "SELECT text FROM checkpoint") }
    return try text.map { try SignedCheckpoint($0).checkpoint.period } ?? 0
  }

  private static func append(_ waiting: [Data], _ db: Database) throws -> [[UInt8]] {
    var position = try Int.fetchOne(db, sql: "SELECT count(*) FROM leaf") ?? 0
    for leaf in waiting {
      try db.cachedStatement(
        sql: "INSERT INTO leaf (position, leaf) VALUES (?, ?) ON CONFLICT (leaf) DO NOTHING"
      ).execute(arguments: [position, leaf])
      position += db.changesCount
    }
    return try leaves(db)
  }

  private static func sign(_ checkpoint: String, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO checkpoint (one, text) VALUES (1, ?)
        ON CONFLICT DO UPDATE SET text = excluded.text
        """,
      arguments: [checkpoint])
  }

  private static func leaves(_ db: Database) throws -> [[UInt8]] {
    let rows = try Data.fetchCursor(db, sql: "SELECT leaf FROM leaf ORDER BY position")
    var leaves: [[UInt8]] = []
    while let leaf = try rows.next() { leaves.append(Array(leaf)) }
    return leaves
  }
}
