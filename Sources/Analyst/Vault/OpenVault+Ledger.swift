// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import TestimonyModel

extension OpenVault {
  /// The entries of this campaign's ledger, oldest first, as they were written.
  /// - Returns: the entries' bytes; and how many releases are older than the ledger.
  /// - Throws: ``VaultError/ledgerDamaged`` where a release has no entry, or one does not open.
  public func ledger() throws(VaultError) -> (entries: [[UInt8]], older: Int) {
    let rows = try store.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT release.number, ledger.sealed FROM release
          LEFT JOIN ledger ON ledger.number = release.number
          WHERE release.campaign = ? ORDER BY release.number
          """, arguments: [Data(campaign.id)]
      ).map { ($0["number"] as Int, ($0["sealed"] as Data?).map(Array.init)) }
    }
    let older = rows.prefix { $0.1?.isEmpty ?? false }.count
    var entries: [[UInt8]] = []
    for (number, sealed) in rows.dropFirst(older) {
      guard let sealed,
        let entry = try? open(sealed, for: campaign.id, purpose: Self.ledgerPurpose(number))
      else { throw .ledgerDamaged }
      entries.append(entry)
    }
    return (entries, older)
  }

  func write(_ entry: [UInt8], of number: Int, to db: Database) throws {
    let sealed = try seal(entry, for: campaign.id, purpose: Self.ledgerPurpose(number))
    try db.execute(
      sql: "INSERT INTO ledger (number, sealed) VALUES (?, ?)", arguments: [number, Data(sealed)])
  }

  private static func ledgerPurpose(_ number: Int) -> String { "ledger \(number)" }
}
