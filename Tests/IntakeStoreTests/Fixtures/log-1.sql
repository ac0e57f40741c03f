-- SPDX-License-Identifier: Apache-2.0
-- The log of schema 1 that belongs to inbox-2.sql; nothing was signed yet. Never edited.
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 leaves, the last checkpoint, withdrawals');
CREATE TABLE leaf (
  position INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
  leaf     BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32)
) STRICT, WITHOUT ROWID
;
INSERT INTO "leaf" VALUES(0,X'7272727272727272727272727272727272727272727272727272727272727272');
INSERT INTO "leaf" VALUES(1,X'7070707070707070707070707070707070707070707070707070707070707070');
CREATE TABLE checkpoint (
  one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID
;
CREATE TABLE tombstone (
    record     BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
carrier    INTEGER,
epoch      INTEGER,
lane       INTEGER,
commitment BLOB CHECK (commitment IS NULL OR length(commitment) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO "tombstone" VALUES(X'04040404040404040404040404040404',1,0,0,X'c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4c4');
COMMIT;
