// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension SQLiteInbox {
  /// Rewrites both files in the order of the random ids and empties their logs.
  ///
  /// Between two of these, the pages of a database and its log still show in which order commits came; after it they do not
  /// (G3). Run at the start, after a bundle and once in a while when the intake is quiet.
  public func tidy() throws(IntakeStoreError) {
    sweepSnapshots()
    do {
      for queue in [inbox, recordKeys, log] {
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      }
      try blurFileTimes()
    } catch { throw .cannotWrite }
  }

  /// Looks through the pages of all files, and throws ``IntakeStoreError/damaged`` where one cannot be right.
  ///
  /// Run at the start, before anything is swept or rewritten: a damaged page hides rows, and what is hidden would be taken
  /// for gone.
  public func checkPages() throws(IntakeStoreError) {
    do {
      for queue in [inbox, recordKeys, log] {
        let said = try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard said == "ok" else { throw IntakeStoreError.damaged }
      }
    } catch { throw .damaged }
  }

  /// Deletes record keys whose record never came: the power went between the two commits.
  ///
  /// Only the one server of a folder may call this, and only while nothing arrives.
  public func sweepOrphanKeys() throws(IntakeStoreError) -> Int {
    do {
      let keys = try recordKeys.read { try Data.fetchAll($0, sql: "SELECT record FROM record_key") }
      let orphans = try inbox.read { db in
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM testimony WHERE record = ?")
        return try keys.filter { try Int.fetchOne(statement, arguments: [$0]) == nil }
      }
      try recordKeys.write { db in
        for record in orphans {
          try db.execute(sql: "DELETE FROM record_key WHERE record = ?", arguments: [record])
        }
      }
      return orphans.count
    } catch { throw .cannotWrite }
  }

  /// Sets the files' times back to the start of the day: when the last testimony came is nobody's business.
  private func blurFileTimes() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let day = (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
    for file in files where file.lastPathComponent.contains(".sqlite") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: day)], ofItemAtPath: file.path)
    }
  }
}
