// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

/// Every schema that a vault ever had: Fixtures/ holds one of each as text, with rows, and is never edited.
@Suite struct OldVaultSchemaTests {
  private static let names = [
    "vault-1", "vault-2", "vault-3", "vault-3-custody", "vault-4", "vault-5", "vault-6",
    "vault-7",
  ]

  @Test(arguments: names)
  func `a vault of each schema migrates with every row of every table, and opens`(name: String)
    throws
  {
    let old = try OldVault(name)
    let before = try old.rows()
    let store = try VaultStore(folder: old.scratch.folder)
    #expect(before.values.contains { !$0.isEmpty })
    for (table, rows) in before {
      #expect(try old.rows(of: table, like: rows) == rows)
    }
    let vault = try old.unlocked(store)
    let records = [1, 2].map { [UInt8](repeating: $0, count: 16) }
    #expect(try vault.records() == records)
    #expect(try vault.open(records[0]).content.get().answers.first?.text == "invented 1")
    #expect(try vault.decision(.themes, for: records[1]) == Array("decided".utf8))
    #expect(try store.isSound())
  }

  @Test func `a migration that was cut short leaves the old vault, and goes through the next time`()
    throws
  {
    let old = try OldVault("vault-1")
    let before = try old.rows()
    try old.execute("CREATE TABLE seenLog (obstacle TEXT)")
    #expect(throws: VaultError.cannotOpenVault) { try VaultStore(folder: old.scratch.folder) }
    try old.execute("DROP TABLE seenLog")
    #expect(try old.rows() == before)
    #expect(try VaultStore(folder: old.scratch.folder).campaigns().count == 1)
  }

  @Test func `a vault whose schema is newer is refused, and stays as it is`() throws {
    let old = try OldVault("vault-7")
    try old.execute("INSERT INTO grdb_migrations VALUES ('99 from the future')")
    let before = try old.rows()
    #expect(throws: VaultError.newerVault) { try VaultStore(folder: old.scratch.folder) }
    #expect(try old.rows() == before)
  }
}

/// A vault of an earlier version, in a folder as that version left it.
private struct OldVault {
  typealias Rows = [[String: DatabaseValue]]
  let scratch: Scratch
  private let keys: URL

  init(_ name: String) throws {
    scratch = try Scratch()
    keys = scratch.folder.appending(path: "keys")
    try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.folder.path)
    try execute(String(contentsOf: Self.fixture("\(name).sql"), encoding: .utf8))
  }

  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: scratch.folder.appending(path: "vault.sqlite").path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  func unlocked(_ store: VaultStore) throws -> OpenVault {
    let campaign = try store.campaign(named: "invented")
    let file = keys.appending(path: "\(Hex.text(campaign.id)).key")
    try Data(contentsOf: Self.fixture("vault-1.key")).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return try store.unlock(campaign, Canned.passphrase)
  }

  /// All rows of all tables but the list of migrations.
  func rows() throws -> [String: Rows] {
    let names = try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'grdb_migrations'
          """)
    }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try rows(of: $0)) })
  }

  /// One table's rows, by key; with `like`, the columns that those have.
  func rows(of table: String, like known: Rows? = nil) throws -> Rows {
    let columns = known?.first.map { Set($0.keys) }
    let rows = try read { try Row.fetchAll($0, sql: "SELECT * FROM \"\(table)\" ORDER BY 1") }
    return rows.map { row in
      Dictionary(
        uniqueKeysWithValues: row.compactMap { column, value in
          columns?.contains(column) ?? true ? (column, value) : nil
        })
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue(path: scratch.folder.appending(path: "vault.sqlite").path)
    defer { try? queue.close() }
    return try queue.read(body)
  }

  private static func fixture(_ name: String) -> URL {
    Canned.root.appending(path: "Tests/VaultTests/Fixtures/\(name)")
  }
}
