// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The tables of both databases, as migrations that are only ever added to.
///
/// There is no column for a time, an address, an agent or an order of arrival (G3).
enum Schema {
  /// The database of sealed testimonies, which backups take.
  static var inbox: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 testimonies and bundles") { db in
      // WITHOUT ROWID: a rowid would be the order of arrival.
      try db.execute(
        sql: """
          CREATE TABLE testimony (
            record     BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
            epoch      INTEGER NOT NULL CHECK (epoch >= 0),
            commitment BLOB NOT NULL CHECK (length(commitment) = 32),
            layered    BLOB NOT NULL,
            bundle     INTEGER
          ) STRICT, WITHOUT ROWID
          """)
      try db.execute(
        sql: """
          CREATE TABLE bundle (
            sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
            digest   BLOB CHECK (digest IS NULL OR length(digest) = 32)
          ) STRICT, WITHOUT ROWID
          """)
    }
    return migrator
  }

  /// The database of record keys, which long-kept backups leave out.
  static var recordKeys: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 record keys") { db in
      try db.execute(
        sql: """
          CREATE TABLE record_key (
            record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
            key    BLOB NOT NULL CHECK (length(key) = 32)
          ) STRICT, WITHOUT ROWID
          """)
    }
    return migrator
  }
}
