// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import GRDB
public import Sealing
public import TestimonyModel

/// The inbox of one campaign on one machine: three SQLite files and a key in one folder.
public final class SQLiteInbox: InboxStore {
  let campaign: Campaign
  let folder: URL
  let inbox: DatabaseQueue
  let recordKeys: DatabaseQueue
  let log: DatabaseQueue
  let receipts: ReceiptBook
  private let commits: GroupCommit

  /// Opens, or makes, the inbox in a folder that only the intake's user can enter.
  public init(folder: URL, campaign: Campaign) throws(IntakeStoreError) {
    try StateFolder.make(folder)
    try StateFolder.checkWhole(folder)
    self.campaign = campaign
    self.folder = folder
    inbox = try DurableDatabase.open(folder.appending(path: "inbox.sqlite"), Schema.inbox)
    recordKeys = try DurableDatabase.open(
      folder.appending(path: "record-keys.sqlite"), Schema.recordKeys, isSmall: true)
    log = try DurableDatabase.open(
      folder.appending(path: "log.sqlite"), Schema.log, isSmall: true)
    let (inbox, recordKeys) = (inbox, recordKeys)
    receipts = try ReceiptBook(file: folder.appending(path: "receipt.key")) {
      try !Self.hasRows("slip", inbox) && !Self.hasRows("receipt", recordKeys)
    }
    commits = GroupCommit(inbox: inbox, recordKeys: recordKeys, receipts: receipts)
  }

  private static func hasRows(_ table: String, _ queue: DatabaseQueue) throws -> Bool {
    try queue.read { try Int.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") == 1 }
  }

  /// Layers on the caller's own thread, then shares a commit with whatever arrives meanwhile.
  public func accept(
    _ submission: Submission, epoch: Int, takesUninvited: Bool
  ) async throws(IntakeStoreError) -> Acceptance {
    let arrival = try Arrival(
      submission, epoch: epoch, takesUninvited: takesUninvited, form: campaign.form)
    return try await commits.commit(arrival).get()
  }

  /// Whether the very same testimony is stored; see ``InboxStore/holds(_:)``.
  public func holds(_ sealed: SealedTestimony) async throws(IntakeStoreError) -> Bool {
    let (record, commitment) = (sealed.header.record, sealed.commitment)
    do {
      return try await inbox.read { db in
        try BatchStore.commitment(of: record, orWithdrawn: commitment, db) == commitment
      }
    } catch { throw .cannotOpen }
  }

  /// Whether any testimony of this record id is stored; see ``InboxStore/isTaken(_:)``.
  public func isTaken(_ record: [UInt8]) async throws(IntakeStoreError) -> Bool {
    do {
      return try await inbox.read { db in
        try BatchStore.commitment(of: record, orWithdrawn: [], db) != nil
      }
    } catch { throw .cannotOpen }
  }

  /// How many testimonies are stored.
  public func count() throws(IntakeStoreError) -> Int {
    do {
      return try inbox.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM testimony") ?? 0 }
    } catch { throw .cannotOpen }
  }

  /// The settings that durability rests on, as SQLite reports them now.
  public func durability() throws -> [String: Int] {
    try inbox.read { db in
      var settings: [String: Int] = [:]
      for name in ["synchronous", "secure_delete", "trusted_schema"] {
        settings[name] = try Int.fetchOne(db, sql: "PRAGMA \(name)")
      }
      return settings
    }
  }
}
