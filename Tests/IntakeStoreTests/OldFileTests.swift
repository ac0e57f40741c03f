// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

/// Files that earlier versions left on somebody's server; Fixtures/ holds them as text and is never edited.
@Suite struct OldFileTests {
  @Test func `an inbox of schema 1 opens and gives its testimonies`() async throws {
    let scratch = try Scratch()
    let campaign = try Campaign(fileBytes: Array(Data(contentsOf: Self.fixture("campaign-1.json"))))
    try Self.load("inbox-1.sql", into: scratch.folder.appending(path: "inbox.sqlite"))
    try Self.load("record-keys-1.sql", into: scratch.folder.appending(path: "record-keys.sqlite"))
    let inbox = try SQLiteInbox(folder: scratch.folder, campaign: campaign)
    #expect(try inbox.count() == 3)
    let first = try Desk.content(of: try inbox.bundle(1), in: inbox)
    #expect(first.map { Hex.text($0.sealed.header.record) } == ["01", "02"].map(Self.record))
    #expect(first.map(\.epoch) == [0, 1])
    let plan = try inbox.beginBundle(before: 3)
    #expect(plan.previous == [UInt8](repeating: 0xdd, count: 32))
    let second = try Desk.content(of: plan, in: inbox)
    #expect(second.map { Hex.text($0.sealed.header.record) } == [Self.record("03")])
  }

  @Test(arguments: ["inbox.sqlite", "record-keys.sqlite"])
  func `a database from the future is refused`(name: String) throws {
    let desk = try Desk()
    let file = desk.scratch.folder.appending(path: name).path
    try DatabaseQueue(path: file).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    #expect(throws: IntakeStoreError.newerSchema) { try desk.reopened() }
  }

  @Test func `a file that is no database is refused and left as it was`() throws {
    let desk = try Desk()
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "inbox.sqlite")
    let bytes = Data("this is not a database, and it is longer than one header".utf8)
    try bytes.write(to: file)
    #expect(throws: IntakeStoreError.cannotOpen) {
      try SQLiteInbox(folder: scratch.folder, campaign: desk.canned.campaign)
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  private static func record(_ digits: String) -> String { String(repeating: digits, count: 16) }

  private static func fixture(_ name: String) -> URL {
    Canned.root.appending(path: "Tests/IntakeStoreTests/Fixtures/\(name)")
  }

  private static func load(_ name: String, into file: URL) throws {
    let sql = try String(contentsOf: fixture(name), encoding: .utf8)
    let queue = try DatabaseQueue(path: file.path)
    // Not in a transaction of GRDB's own: the text brings one.
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}
