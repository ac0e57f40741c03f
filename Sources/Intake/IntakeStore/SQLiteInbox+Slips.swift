// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import GRDB

extension SQLiteInbox {
  /// Lets slips in: each token, 32 bytes, is worth one testimony (ReceiptFormat §4).
  ///
  /// Kept is a code of each, under a key outside the databases, and neither a batch nor a day.
  public func addSlips(_ tokens: [[UInt8]]) throws(IntakeStoreError) {
    do {
      try inbox.write { db in
        for name in tokens.map(receipts.slipName).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
          try db.execute(
            sql: "INSERT INTO slip (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
        }
      }
    } catch { throw .cannotWrite }
  }

  /// Whether a slip's token is unspent now.
  public func isUnspent(_ slip: [UInt8]) async throws(IntakeStoreError) -> Bool {
    let name = receipts.slipName(of: slip)
    do {
      let found = try await inbox.read {
        try Int.fetchOne($0, sql: "SELECT 1 FROM slip WHERE name = ?", arguments: [name])
      }
      return found != nil
    } catch { throw .cannotOpen }
  }

  /// How many slips were not used yet.
  public func unspentSlips() throws(IntakeStoreError) -> Int {
    do {
      return try inbox.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM slip") ?? 0 }
    } catch { throw .cannotOpen }
  }
}
