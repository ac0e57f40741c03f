// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import TestimonyModel
public import TransparencyLog

/// What a bundle says that was made after the copy.
public struct LearnedBundle: Sendable {
  /// The bundle's number.
  public let sequence: Int
  /// The digest of the bundle before.
  public let previous: [UInt8]
  /// Its own digest.
  public let digest: [UInt8]
  /// The record ids in it.
  public let records: [[UInt8]]
  /// The record ids of which it says that they were withdrawn.
  public let withdrawals: [[UInt8]]
  /// The record ids that it only names: they had left the intake when it was made again.
  public let gone: [[UInt8]]

  /// Takes what a verified bundle says.
  public init(
    sequence: Int, previous: [UInt8], digest: [UInt8], records: [[UInt8]], withdrawals: [[UInt8]],
    gone: [[UInt8]] = []
  ) {
    (self.sequence, self.previous, self.digest) = (sequence, previous, digest)
    (self.records, self.withdrawals, self.gone) = (records, withdrawals, gone)
  }
}

/// What a vault says that it has of bundles that were pulled after the copy, and are a file nowhere.
public struct LearnedArrivals: Sendable {
  /// The number of the last bundle.
  public let sequence: Int
  /// Its digest.
  public let digest: [UInt8]
  /// The record ids that the vault has.
  public let records: [[UInt8]]
  /// The record ids of which the vault knows that they were withdrawn.
  public let withdrawals: [[UInt8]]
  /// The record ids that a bundle only named: they had left the intake.
  public let gone: [[UInt8]]

  /// Takes what a verified file says.
  public init(
    sequence: Int, digest: [UInt8], records: [[UInt8]], withdrawals: [[UInt8]],
    gone: [[UInt8]] = []
  ) {
    (self.sequence, self.digest) = (sequence, digest)
    (self.records, self.withdrawals, self.gone) = (records, withdrawals, gone)
  }
}

extension SQLiteInbox {
  /// Takes up what a vault has: none of it goes out twice, what was withdrawn is gone (G6), and the next bundle follows from
  /// the vault's last (G12).
  ///
  /// What stood in which bundle between is not known any more: only the last can be made again, by a vault that has it.
  public func learn(_ arrivals: LearnedArrivals) throws(IntakeStoreError) {
    do {
      try inbox.write { db in
        try Self.follow(arrivals, db)
        try Self.noteHanded(upTo: arrivals.sequence, db)
      }
      try depart(arrivals.gone)
      let told = try inbox.read { db in
        try Data.fetchSet(db, sql: "SELECT record FROM withdrawn WHERE bundle IS NOT NULL")
      }
      for record in arrivals.withdrawals where !told.contains(Data(record)) {
        try forget(record, told: arrivals.sequence)
      }
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  /// Takes up a bundle that was made after the copy: its testimonies do not go out twice, what it says was withdrawn
  /// is gone (G6), and the next bundle follows from it (G12).
  public func learn(_ bundle: LearnedBundle) throws(IntakeStoreError) {
    do {
      try inbox.write { db in
        try Self.follow(bundle, db)
        try Self.noteHanded(upTo: bundle.sequence, db)
      }
      try depart(bundle.gone)
      for record in bundle.withdrawals { try forget(record, told: bundle.sequence) }
    } catch { throw error as? IntakeStoreError ?? .cannotWrite }
  }

  /// Goes on with a log that was published after the copy: nothing is taken back that people have seen.
  public func learn(_ file: LogFile, by intake: [UInt8]) throws(IntakeStoreError) {
    do {
      _ = try file.verify(of: campaign.id, by: intake)
      try log.write { db in
        let known = try Data.fetchAll(db, sql: "SELECT leaf FROM leaf ORDER BY position")
        guard zip(known, file.leaves).allSatisfy({ Array($0) == $1 }) else {
          throw IntakeStoreError.logForked
        }
        guard file.leaves.count >= known.count else { return }
        for (position, leaf) in file.leaves.enumerated().dropFirst(known.count) {
          try db.execute(
            sql: "INSERT INTO leaf (position, leaf) VALUES (?, ?)",
            arguments: [position, Data(leaf)])
        }
        try db.execute(
          sql: """
            INSERT INTO checkpoint (one, text) VALUES (1, ?)
            ON CONFLICT DO UPDATE SET text = excluded.text
            """,
          arguments: [file.checkpoint.text])
      }
    } catch { throw error as? IntakeStoreError ?? .logForked }
  }

  private static func follow(_ arrivals: LearnedArrivals, _ db: Database) throws {
    let last = try lastMade(db)
    guard arrivals.sequence > last else {
      return try check(arrivals.sequence, arrivals.digest, db)
    }
    for table in ["testimony", "withdrawn"] {
      try db.execute(
        sql: "UPDATE \(table) SET bundle = NULL WHERE bundle > ?", arguments: [last])
    }
    try db.execute(sql: "DELETE FROM bundle WHERE digest IS NULL")
    try add(arrivals.sequence, arrivals.digest, arrivals.records + arrivals.gone, db)
  }

  /// Whoever brings a bundle, or tells of it, has those before it as well.
  private static func noteHanded(upTo sequence: Int, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE bundle SET handed = 1 WHERE sequence <= ?", arguments: [sequence])
  }

  private static func lastMade(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT max(sequence) FROM bundle WHERE digest IS NOT NULL") ?? 0
  }

  /// What was made under a number stays what it is.
  private static func check(_ sequence: Int, _ digest: [UInt8], _ db: Database) throws {
    let known = try Data.fetchOne(
      db, sql: "SELECT digest FROM bundle WHERE sequence = ?", arguments: [sequence])
    guard known.map(Array.init) == digest else { throw IntakeStoreError.bundleForked }
  }

  private static func follow(_ bundle: LearnedBundle, _ db: Database) throws {
    let last = try lastMade(db)
    guard bundle.sequence > last else { return try check(bundle.sequence, bundle.digest, db) }
    let before = try Data.fetchOne(
      db, sql: "SELECT digest FROM bundle WHERE sequence = ?", arguments: [last])
    guard bundle.sequence == last + 1,
      bundle.previous == before.map(Array.init) ?? [UInt8](repeating: 0, count: Digest.length)
    else { throw IntakeStoreError.bundleMissing(wanted: last + 1) }
    // One that was begun when the copy was made may have been given other content since.
    for table in ["testimony", "withdrawn"] {
      try db.execute(
        sql: "UPDATE \(table) SET bundle = NULL WHERE bundle = ?", arguments: [bundle.sequence])
    }
    try add(bundle.sequence, bundle.digest, bundle.records + bundle.gone, db)
  }

  private static func add(
    _ sequence: Int, _ digest: [UInt8], _ records: [[UInt8]], _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO bundle (sequence, digest) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET digest = excluded.digest
        """,
      arguments: [sequence, Data(digest)])
    let carry = try db.cachedStatement(
      sql: "UPDATE testimony SET bundle = ? WHERE record = ? AND bundle IS NULL")
    for record in records { try carry.execute(arguments: [sequence, Data(record)]) }
  }

  /// Counts what is there, and takes out testimonies that no key opens.
  ///
  /// One that was in a bundle leaves a hole there, as if it had left for a vault: otherwise that bundle could never be made again,
  /// and whoever asks for it would be told "later" for ever.
  func settleAfterRestoring() throws(IntakeStoreError) -> RestoredParts {
    do {
      var parts = RestoredParts()
      let rows = try inbox.read { db in
        try Row.fetchAll(db, sql: "SELECT record, bundle FROM testimony")
      }
      for row in rows {
        let isReadable = try opens(row["record"])
        switch (isReadable, row["bundle"] as Int?) {
        case (true, _): parts.testimonies += 1
        case (false, nil): parts.lost += 1
        case (false, _): parts.bundledWithoutKey += 1
        }
        if !isReadable { try takeOut(row["record"]) }
      }
      parts.withdrawn = try number("SELECT count(*) FROM tombstone", in: recordKeys)
      parts.receipts = try number("SELECT count(*) FROM receipt", in: recordKeys)
      parts.lastBundle = try number(
        "SELECT ifnull(max(sequence), 0) FROM bundle WHERE digest IS NOT NULL", in: inbox)
      parts.leaves = try number("SELECT count(*) FROM leaf", in: log)
      return parts
    } catch { throw error as? IntakeStoreError ?? .damaged }
  }

  private func takeOut(_ record: Data) throws {
    try inbox.write { db in
      try db.execute(
        sql: """
          INSERT INTO departed (record, carrier, epoch, lane, commitment, handed)
          SELECT record, bundle, epoch, lane, commitment,
            ifnull((SELECT handed FROM bundle WHERE sequence = testimony.bundle), 0)
          FROM testimony WHERE record = ? AND bundle IS NOT NULL
          """,
        arguments: [record])
      try db.execute(sql: "DELETE FROM testimony WHERE record = ?", arguments: [record])
    }
  }

  /// Lets go of the three files.
  func close() throws {
    for queue in [inbox, recordKeys, log] { try queue.close() }
  }

  /// Whether a record's key is there; a record that does not fit its key is damaged.
  private func opens(_ record: Data) throws -> Bool {
    let hasKey = try recordKeys.read { db in
      try Int.fetchOne(db, sql: "SELECT 1 FROM record_key WHERE record = ?", arguments: [record])
    }
    guard hasKey != nil else { return false }
    _ = try sealed(record)
    return true
  }

  private func number(_ sql: String, in queue: DatabaseQueue) throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }
}
