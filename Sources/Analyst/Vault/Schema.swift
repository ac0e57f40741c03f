// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The vault's tables, as migrations that are only ever added to.
enum Schema {
  static var vault: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 campaigns, testimonies, decisions, releases, accesses") { db in
      for table in [campaign, testimony, withdrawn, decision, release, access] {
        try db.execute(sql: table)
      }
    }
    migrator.registerMigration("2 lanes, whose withdrawals, and the log that was seen") { db in
      for step in [lane, withdrawnOfCampaign, seenLog] { try db.execute(sql: step) }
    }
    migrator.registerMigration("3 the ledger of releases") { db in
      for step in [ledger, olderReleases] { try db.execute(sql: step) }
    }
    migrator.registerMigration("4 what other coders decided") { db in
      try db.execute(sql: coding)
    }
    migrator.registerMigration("custodians, and campaigns that are buried") { db in
      for step in [custody, buried] { try db.execute(sql: step) }
    }
    migrator.registerMigration("5 what bundles only named") { db in try db.execute(sql: hole) }
    migrator.registerMigration("6 how many releases are older than the ledger") { db in
      for step in [olderColumn, olderCount] { try db.execute(sql: step) }
    }
    return migrator
  }

  private static let campaign = """
    CREATE TABLE campaign (
      id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
      name         TEXT NOT NULL UNIQUE,
      file         BLOB NOT NULL,
      intake       BLOB CHECK (intake IS NULL OR length(intake) = 32),
      lastSequence INTEGER NOT NULL DEFAULT 0,
      lastDigest   BLOB NOT NULL,
      lastImport   INTEGER
    ) STRICT, WITHOUT ROWID
    """

  // Testimonies stay sealed as they came: opening happens in memory.
  private static let testimony = """
    CREATE TABLE testimony (
      record   BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
      campaign BLOB NOT NULL REFERENCES campaign (id),
      epoch    INTEGER NOT NULL,
      bundle   INTEGER NOT NULL,
      release  INTEGER,
      sealed   BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  private static let withdrawn = """
    CREATE TABLE withdrawn (
      record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16)
    ) STRICT, WITHOUT ROWID
    """

  // What analysts decided, sealed under a key that dies with the opening key.
  private static let decision = """
    CREATE TABLE decision (
      record BLOB NOT NULL CHECK (length(record) = 16),
      kind   TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (record, kind)
    ) STRICT, WITHOUT ROWID
    """

  private static let release = """
    CREATE TABLE release (
      number   INTEGER NOT NULL PRIMARY KEY,
      campaign BLOB NOT NULL REFERENCES campaign (id),
      day      INTEGER NOT NULL,
      sealed   BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  // All that came before there were slips came by the open lane.
  private static let lane = """
    ALTER TABLE testimony ADD COLUMN lane INTEGER NOT NULL DEFAULT 0 CHECK (lane IN (0, 1))
    """

  // Nobody wrote down whose the older notices were: each campaign of the vault keeps all of them.
  private static let withdrawnOfCampaign = """
    CREATE TABLE withdrawnOfCampaign (
      record   BLOB NOT NULL CHECK (length(record) = 16),
      campaign BLOB NOT NULL REFERENCES campaign (id),
      PRIMARY KEY (record, campaign)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO withdrawnOfCampaign
    SELECT withdrawn.record, campaign.id
    FROM withdrawn, campaign;
    DROP TABLE withdrawn;
    ALTER TABLE withdrawnOfCampaign RENAME TO withdrawn
    """

  // Had left the intake before its bundle was made again: an intake that was restored must not send it after all.
  private static let hole = """
    CREATE TABLE hole (
      record   BLOB NOT NULL CHECK (length(record) = 16),
      campaign BLOB NOT NULL REFERENCES campaign (id),
      PRIMARY KEY (record, campaign)
    ) STRICT, WITHOUT ROWID
    """

  // The whole text with its signature: two of them that contradict each other are the proof.
  private static let seenLog = """
    CREATE TABLE seenLog (
      campaign   BLOB NOT NULL PRIMARY KEY REFERENCES campaign (id),
      checkpoint TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  // Sealed: an entry says who stands behind each figure.
  private static let ledger = """
    CREATE TABLE ledger (
      number INTEGER NOT NULL PRIMARY KEY REFERENCES release (number),
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID
    """

  // An empty entry stands for a release that is older than the ledger.
  private static let olderReleases = """
    INSERT INTO ledger (number, sealed) SELECT number, x'' FROM release
    """

  // Counted once: an entry that is emptied later is damage, and no sign of age, unless somebody changes this number too.
  private static let olderColumn = """
    ALTER TABLE campaign ADD COLUMN olderReleases INTEGER NOT NULL DEFAULT 0
    """
  private static let olderCount = """
    UPDATE campaign SET olderReleases = (
      SELECT count(*) FROM release JOIN ledger ON ledger.number = release.number
      WHERE release.campaign = campaign.id AND length(ledger.sealed) = 0
    )
    """

  // Another coder's decisions, each sealed with her name: the column holds a code of it only.
  private static let coding = """
    CREATE TABLE coding (
      record BLOB NOT NULL CHECK (length(record) = 16),
      coder  BLOB NOT NULL CHECK (length(coder) = 16),
      sealed BLOB NOT NULL,
      PRIMARY KEY (record, coder)
    ) STRICT, WITHOUT ROWID
    """

  // Not secret, but its links are codes under a key that only an opened campaign has.
  private static let custody = """
    CREATE TABLE custody (
      campaign BLOB NOT NULL REFERENCES campaign (id),
      number   INTEGER NOT NULL,
      minute   TEXT NOT NULL,
      about    TEXT NOT NULL,
      link     BLOB NOT NULL CHECK (length(link) = 32),
      PRIMARY KEY (campaign, number)
    ) STRICT, WITHOUT ROWID
    """

  // The day on which the key was destroyed.
  private static let buried = """
    ALTER TABLE campaign ADD COLUMN buried INTEGER
    """

  private static let access = """
    CREATE TABLE access (
      number INTEGER NOT NULL PRIMARY KEY,
      minute TEXT NOT NULL,
      action TEXT NOT NULL,
      about  TEXT NOT NULL,
      link   BLOB NOT NULL CHECK (length(link) = 32)
    ) STRICT, WITHOUT ROWID
    """
}
