// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Opens a SQLite file with the settings that the promises rest on.
enum DurableDatabase {
  /// WAL, synchronous=FULL, secure_delete, trusted_schema=OFF; runs the migrations.
  static func open(_ file: URL, _ migrator: DatabaseMigrator) throws(IntakeStoreError)
    -> DatabaseQueue
  {
    do {
      let queue = try DatabaseQueue(path: file.path, configuration: configuration)
      guard try queue.read(migrator.hasBeenSuperseded) == false else {
        throw IntakeStoreError.newerSchema
      }
      try migrator.migrate(queue)
      // GRDB sets synchronous=NORMAL when it turns on WAL, after prepareDatabase has run: an
      // acknowledged testimony could then be lost with the power (G5).
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      throw .damaged
    } catch { throw error as? IntakeStoreError ?? .cannotOpen }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(30)
    // A statement's arguments must not turn up in an error that somebody logs.
    configuration.publicStatementArguments = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      // Copying the log into the database every 4 MB would wait for the disk as often as committing does; `tidy()`
      // empties the log anyway.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
      // Random ids touch pages all over the tree: with the usual 2 MB most of them would be read again from the disk.
      try db.execute(sql: "PRAGMA cache_size = -32768")
    }
    return configuration
  }
}
