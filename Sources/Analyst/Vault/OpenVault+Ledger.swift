// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import TestimonyModel

extension OpenVault {
  /// The entries of this campaign's ledger, oldest first, as they were written.
  /// - Returns: the entries' bytes; and how many releases are older than the ledger.
  /// - Throws: ``VaultError/ledgerDamaged`` where a release has no entry, or one does not open, or more are empty than
  ///   were made before there was a ledger.
  public func ledger() throws(VaultError) -> (entries: [[UInt8]], older: Int) {
    let (rows, mostEmpty) = try store.read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT release.number, ledger.sealed FROM release
          LEFT JOIN ledger ON ledger.number = release.number
          WHERE release.campaign = ? ORDER BY release.number
          """, arguments: [Data(campaign.id)]
      ).map { ($0["number"] as Int, ($0["sealed"] as Data?).map(Array.init)) }
      return (rows, try mostOlder(db))
    }
    let older = rows.prefix { $0.1?.isEmpty ?? false }.count
    guard older <= mostEmpty else { throw .ledgerDamaged }
    var entries: [[UInt8]] = []
    for (number, sealed) in rows.dropFirst(older) {
      guard let sealed,
        let entry = try? open(sealed, for: campaign.id, purpose: Self.ledgerPurpose(number))
      else { throw .ledgerDamaged }
      entries.append(entry)
    }
    return (entries, older)
  }

  /// Each testimony's mark: the release that has counted it, or nil.
  ///
  /// The mark is a plain column, which whoever has the file can change; the ledger is sealed.
  /// - Throws: ``VaultError/ledgerDamaged`` where a mark names a release that the campaign does not have.
  public func releaseMarks() throws(VaultError) -> [(record: [UInt8], release: Int?)] {
    try store.read { db in
      let stray = try Int.fetchOne(
        db,
        sql: """
          SELECT 1 FROM testimony WHERE campaign = ?1 AND release IS NOT NULL
          AND release NOT IN (SELECT number FROM release WHERE campaign = ?1)
          LIMIT 1
          """, arguments: [Data(campaign.id)])
      guard stray == nil else { throw VaultError.ledgerDamaged }
      return try Row.fetchAll(
        db, sql: "SELECT record, release FROM testimony WHERE campaign = ?",
        arguments: [Data(campaign.id)]
      ).map { (record: Array($0["record"] as Data), release: $0["release"] as Int?) }
    }
  }

  private func mostOlder(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT olderReleases FROM campaign WHERE id = ?", arguments: [Data(campaign.id)])
      ?? 0
  }

  func write(_ entry: [UInt8], of number: Int, to db: Database) throws {
    let sealed = try seal(entry, for: campaign.id, purpose: Self.ledgerPurpose(number))
    try db.execute(
      sql: "INSERT INTO ledger (number, sealed) VALUES (?, ?)", arguments: [number, Data(sealed)])
  }

  private static func ledgerPurpose(_ number: Int) -> String { "ledger \(number)" }
}
