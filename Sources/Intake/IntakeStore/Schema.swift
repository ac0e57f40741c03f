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
    migrator.registerMigration("2 lanes, slips and withdrawals") { db in
      for sql in [lane, slip, withdrawn] { try db.execute(sql: sql) }
    }
    migrator.registerMigration("3 testimonies that left") { db in try db.execute(sql: departed) }
    migrator.registerMigration("4 bundles that were handed out") { db in
      for sql in handed { try db.execute(sql: sql) }
    }
    return migrator
  }

  private static let lane = """
    ALTER TABLE testimony ADD COLUMN lane INTEGER NOT NULL DEFAULT 0 CHECK (lane IN (0, 1))
    """

  // A slip's row is deleted when it is spent: what is not there cannot be linked to a testimony.
  private static let slip = """
    CREATE TABLE slip (
      name BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32)
    ) STRICT, WITHOUT ROWID
    """

  private static let withdrawn = """
    CREATE TABLE withdrawn (\(gone), bundle INTEGER) STRICT, WITHOUT ROWID
    """

  // What stays of a testimony that left for the vault, or that nobody fetched in time: enough to know it when it is sent again,
  // to pass on its withdrawal, and to make its bundle again with a hole.
  private static let departed = """
    CREATE TABLE departed (\(gone)) STRICT, WITHOUT ROWID
    """

  // Whether a whole bundle was handed to anybody, and whether one that left had been in such a bundle: else nobody ever had it,
  // and its receipt says so. Of bundles before this column nobody knows; they count as handed out.
  private static let handed = [
    "ALTER TABLE bundle ADD COLUMN handed INTEGER NOT NULL DEFAULT 1 CHECK (handed IN (0, 1))",
    "ALTER TABLE departed ADD COLUMN handed INTEGER NOT NULL DEFAULT 1 CHECK (handed IN (0, 1))",
    "UPDATE departed SET handed = 0 WHERE carrier IS NULL",
  ]

  // What stays of a withdrawn testimony. Where a bundle carried it, `carrier` is that bundle's number, and the rest lets the
  // same bundle be made again with a hole in it.
  private static let gone = """
    record     BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
    carrier    INTEGER,
    epoch      INTEGER,
    lane       INTEGER,
    commitment BLOB CHECK (commitment IS NULL OR length(commitment) = 32)
    """

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
    migrator.registerMigration("2 receipts, withdrawals and leaves that wait") { db in
      for sql in [receipt, tombstone, waitingLeaf] { try db.execute(sql: sql) }
    }
    return migrator
  }

  private static let receipt = """
    CREATE TABLE receipt (
      name   BLOB NOT NULL PRIMARY KEY CHECK (length(name) = 32),
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  private static let tombstone = "CREATE TABLE tombstone (\(gone)) STRICT, WITHOUT ROWID"

  // Leaves of the public log, until their period has closed.
  private static let waitingLeaf = """
    CREATE TABLE waiting_leaf (
      leaf  BLOB NOT NULL PRIMARY KEY CHECK (length(leaf) = 32),
      epoch INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  /// The public log, and a third copy of the tombstones.
  static var log: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 leaves, the last checkpoint, withdrawals") { db in
      try db.execute(
        sql: """
          CREATE TABLE leaf (
            position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
            leaf     BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32)
          ) STRICT, WITHOUT ROWID
          """)
      try db.execute(
        sql: """
          CREATE TABLE checkpoint (
            one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
            text TEXT NOT NULL
          ) STRICT, WITHOUT ROWID
          """)
      try db.execute(sql: tombstone)
    }
    return migrator
  }
}
