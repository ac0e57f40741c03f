// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// Opens a SQLite file with the settings that the promises rest on.
enum DurableDatabase {
  /// For how many seconds a statement waits for another program.
  static let patience = 30

  /// WAL, synchronous=FULL, secure_delete, trusted_schema=OFF; runs the migrations.
  ///
  /// Where `isSmall`, what SQLite needs for a while stays in memory: record keys must be in no temporary file (G6).
  static func open(
    _ file: URL, _ migrator: DatabaseMigrator, isSmall: Bool = false
  ) throws(IntakeStoreError) -> DatabaseQueue {
    do {
      let configuration = configuration(isSmall)
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

  private static func configuration(_ isSmall: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(TimeInterval(patience))
    // A statement's arguments must not turn up in an error that somebody logs.
    configuration.publicStatementArguments = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      if isSmall { try db.execute(sql: "PRAGMA temp_store = MEMORY") }
      // Copying the log into the database every 4 MB would wait for the disk as often as committing does; `tidy()`
      // empties the log anyway.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
      // Random ids touch pages all over the tree: with the usual 2 MB most of them would be read again from the disk.
      try db.execute(sql: "PRAGMA cache_size = -32768")
    }
    return configuration
  }
}
