// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog

@testable import IntakeStore

/// Every schema that an intake's files ever had: Fixtures/ holds one of each as text, with rows, and is never edited.
@Suite struct OldSchemaTests {
  private static let sets = [
    ["inbox-1", "record-keys-1"], ["inbox-2", "record-keys-2", "log-1"],
    ["inbox-3", "record-keys-2", "log-1"], ["inbox-4", "record-keys-2", "log-1"],
  ]

  // G5
  @Test(arguments: sets)
  func `the files of each schema migrate with every row of every table`(names: [String]) throws {
    let old = try OldFiles(names)
    let before = try names.map { try old.rows($0) }
    let inbox = try old.open()
    try inbox.close()
    for (name, rows) in zip(names, before) {
      #expect(rows.values.contains { !$0.isEmpty })
      #expect(try old.rows(name, as: rows) == rows)
    }
  }

  // G5 G6
  @Test func `an inbox of schema 2 goes on: lanes, slips, withdrawals, the log`() async throws {
    let old = try OldFiles(Self.sets[1])
    let inbox = try old.open()
    #expect(try inbox.count() == 3)
    let plan = try inbox.beginBundle(before: 3)
    #expect(try Desk.content(of: plan, in: inbox).count == 1)
    #expect(try inbox.withdrawals(in: plan) == [[UInt8](repeating: 4, count: 16)])
    #expect(try inbox.bundle(1).records == 3)
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 3, count: 32)))
    try inbox.publishLog(before: 3, key: key)
    #expect(try inbox.publicLog().tree.size == 3)
  }

  // G5
  @Test func `a migration that was cut short leaves the old file, and goes through the next time`()
    throws
  {
    let old = try OldFiles(Self.sets[0])
    let before = try old.rows("inbox-1")
    let queue = try DatabaseQueue(path: old.file("inbox-1").path)
    // The second of the migration's statements fails, when the first was done.
    try queue.write { try $0.execute(sql: "CREATE TABLE slip (obstacle TEXT)") }
    #expect(throws: IntakeStoreError.cannotOpen) { try old.open() }
    #expect(
      try queue.read { try $0.columns(in: "testimony").map(\.name) }.contains("lane") == false)
    try queue.write { try $0.execute(sql: "DROP TABLE slip") }
    try queue.close()
    #expect(try old.rows("inbox-1") == before)
    #expect(try old.open().count() == 3)
  }

  // G5
  @Test(arguments: sets)
  func `whoever only counts changes no file of any schema, and leaves none behind`(names: [String])
    throws
  {
    let old = try OldFiles(names)
    let inbox = try DatabaseQueue(path: old.file(names[0]).path)
    try inbox.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    // What a server that runs has written and not yet moved into the file.
    try inbox.write { try $0.execute(sql: "UPDATE testimony SET epoch = 7 WHERE bundle IS NULL") }
    for isServed in [true, false] {
      if !isServed { try inbox.close() }
      let before = try old.content()
      #expect(before.keys.contains("inbox.sqlite-wal") == isServed)
      let glance = try #require(InboxGlance(folder: old.scratch.folder))
      #expect(try glance.waiting(before: 7, alsoBundled: false) == 0)
      #expect(try glance.waiting(before: 8, alsoBundled: false) == 1)
      #expect(try glance.waiting(before: 8, alsoBundled: true) == 3)
      #expect(try glance.waiting(before: 8, openLane: 0, alsoBundled: true) < 3)
      #expect(try old.content() == before)
    }
  }

  @Test(arguments: ["inbox", "record-keys", "log"])
  func `a file whose schema is newer is refused, and stays as it is`(name: String) throws {
    let old = try OldFiles(Self.sets[1])
    try old.open().close()
    let file = old.scratch.folder.appending(path: "\(name).sqlite")
    let queue = try DatabaseQueue(path: file.path)
    try queue.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
      try $0.execute(sql: "CREATE TABLE future (kept TEXT)")
    }
    #expect(throws: IntakeStoreError.newerSchema) { try old.open() }
    #expect(try queue.read { try $0.tableExists("future") })
  }
}

/// Files of an earlier version, in a folder as that version left it.
private struct OldFiles {
  let scratch: Scratch
  let campaign: Campaign

  init(_ names: [String]) throws {
    scratch = try Scratch()
    // A machine that gave receipts has the key that they rest on.
    _ = try KeyFile.make(scratch.folder.appending(path: "receipt.key"))
    campaign = try Campaign(fileBytes: Array(Data(contentsOf: Self.fixture("campaign-1.json"))))
    for name in names {
      let sql = try String(contentsOf: Self.fixture("\(name).sql"), encoding: .utf8)
      let queue = try DatabaseQueue(path: file(name).path)
      // Not in a transaction of GRDB's own: the text brings one.
      try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
      try queue.close()
    }
  }

  /// What stands in each file of the folder; not in SQLite's index of a log, which says who is reading.
  func content() throws -> [String: Data] {
    let files = try FileManager.default.contentsOfDirectory(
      at: scratch.folder, includingPropertiesForKeys: nil)
    return Dictionary(
      uniqueKeysWithValues: try files.filter { !$0.path.hasSuffix("-shm") }.map {
        ($0.lastPathComponent, try Data(contentsOf: $0))
      })
  }

  func open() throws -> SQLiteInbox { try SQLiteInbox(folder: scratch.folder, campaign: campaign) }

  func file(_ name: String) -> URL {
    scratch.folder.appending(path: "\(name.dropLast(2)).sqlite")
  }

  /// All rows of all tables, in the order of their keys; of `known`, the columns that it has.
  func rows(
    _ name: String, as known: [String: [[String: DatabaseValue]]]? = nil
  ) throws -> [String: [[String: DatabaseValue]]] {
    let queue = try DatabaseQueue(path: file(name).path)
    let found = try queue.read { db in
      let tables =
        try known.map { Array($0.keys) }
        ?? String.fetchAll(
          db,
          sql: """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'grdb_migrations'
            """)
      return try tables.map { table in
        let columns = known?[table]?.first.map { Array($0.keys) }
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1")
        return (
          table,
          rows.map { row in
            Dictionary(
              uniqueKeysWithValues: row.compactMap { column, value in
                columns?.contains(column) ?? true ? (column, value) : nil
              })
          }
        )
      }
    }
    try queue.close()
    return Dictionary(uniqueKeysWithValues: found)
  }

  private static func fixture(_ name: String) -> URL {
    Canned.root.appending(path: "Tests/IntakeStoreTests/Fixtures/\(name)")
  }
}
