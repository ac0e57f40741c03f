// SPDX-License-Identifier: Apache-2.0

import GRDB

extension VaultStore {
  /// Forgets what was decided about testimonies that are withdrawn.
  ///
  /// Earlier versions stored what an open session decided, also when the withdrawal had been imported meanwhile (G6).
  func sweepStrays() throws(VaultError) {
    guard try read({ try Self.hasStrays($0) }) else { return }
    try write { try Self.forgetStrays($0) }
    try emptyLog()
  }

  static func forgetStrays(_ db: Database) throws {
    for table in decided { try db.execute(sql: "DELETE FROM \(table) WHERE \(isStray)") }
  }

  /// Asked first, so that opening a vault waits for no other program that writes.
  private static func hasStrays(_ db: Database) throws -> Bool {
    for table in decided {
      let sql = "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(isStray))"
      if try Bool.fetchOne(db, sql: sql) ?? false { return true }
    }
    return false
  }

  private static let decided = ["decision", "coding"]

  // Another campaign's intake may name a testimony that is here, and older ones could name a campaign's own id: both stay (G12).
  private static let isStray = """
    record IN (SELECT record FROM withdrawn)
    AND record NOT IN (SELECT record FROM testimony)
    AND record NOT IN (SELECT id FROM campaign)
    """
}
