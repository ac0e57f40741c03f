// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

/// What someone finds who takes the disk.
@Suite struct TracesTests {
  // G3
  @Test func `no table has a rowid or a column for time, place, agent or order`() throws {
    let desk = try Desk()
    var columns: Set<String> = []
    for queue in [desk.inbox.inbox, desk.inbox.recordKeys, desk.inbox.log] {
      let tables = try queue.read {
        try Row.fetchAll($0, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table'")
      }
      // GRDB's own list of migrations holds no testimonies.
      for table in tables where table["name"] != "grdb_migrations" {
        #expect((table["sql"] as String).contains("WITHOUT ROWID"))
        let name: String = table["name"]
        let found = try queue.read { try $0.columns(in: name).map { "\(name).\($0.name)" } }
        columns.formUnion(found)
      }
    }
    #expect(
      columns == [
        "testimony.record", "testimony.epoch", "testimony.commitment", "testimony.layered",
        "testimony.bundle", "bundle.sequence", "bundle.digest", "record_key.record",
        "record_key.key", "testimony.lane", "slip.name", "receipt.name", "receipt.sealed",
        "waiting_leaf.leaf", "waiting_leaf.epoch", "leaf.position", "leaf.leaf", "checkpoint.one",
        "checkpoint.text", "withdrawn.record", "withdrawn.carrier", "withdrawn.epoch",
        "withdrawn.lane", "withdrawn.commitment", "withdrawn.bundle", "tombstone.record",
        "tombstone.carrier", "tombstone.epoch", "tombstone.lane", "tombstone.commitment",
        "departed.record", "departed.carrier", "departed.epoch", "departed.lane",
        "departed.commitment", "departed.handed", "bundle.handed",
      ])
  }

  // G6
  @Test func `no part of a sealed testimony is on disk as it was sent`() async throws {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    _ = try await desk.inbox.accept(sealed, epoch: 0)
    let files = try desk.scratch.contents()
    #expect(files.contains { $0.bytes.range(of: Data(sealed.header.record)) != nil })
    // Past the record id, which is the row's key.
    for start in stride(from: 40, to: sealed.bytes.count - 32, by: 32) {
      let slice = Data(sealed.bytes[start..<start + 32])
      for file in files { #expect(file.bytes.range(of: slice) == nil, "\(file.name) \(start)") }
    }
  }

  // G6
  @Test func `without its record key a record is noise`() async throws {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    _ = try await desk.inbox.accept(sealed, epoch: 0)
    let plan = try desk.inbox.beginBundle(before: 1)
    let key = try #require(try desk.recordKeys()[sealed.header.record])
    try await desk.inbox.recordKeys.write { try $0.execute(sql: "DELETE FROM record_key") }
    #expect(throws: IntakeStoreError.damaged) { try Desk.content(of: plan, in: desk.inbox) }
    try desk.inbox.tidy()
    for file in try desk.scratch.contents() {
      #expect(file.bytes.range(of: Data(key)) == nil, "\(file.name)")
    }
  }

  // G12
  @Test func `a record under another key, or with another's content, is damaged`() async throws {
    let desk = try Desk()
    for _ in 0..<2 { _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0) }
    let plan = try desk.inbox.beginBundle(before: 1)
    try await desk.inbox.inbox.write { db in
      let layered = try Data.fetchAll(db, sql: "SELECT layered FROM testimony ORDER BY record")
      let records = try Data.fetchAll(db, sql: "SELECT record FROM testimony ORDER BY record")
      for (record, other) in zip(records, layered.reversed()) {
        try db.execute(
          sql: "UPDATE testimony SET layered = ? WHERE record = ?", arguments: [other, record])
      }
    }
    #expect(throws: IntakeStoreError.damaged) { try Desk.content(of: plan, in: desk.inbox) }
  }

  // G3
  @Test func `after tidying the logs are empty and the files' times say the day alone`()
    async throws
  {
    let desk = try Desk()
    for _ in 0..<20 { _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0) }
    try desk.inbox.tidy()
    let files = try FileManager.default.contentsOfDirectory(
      at: desk.scratch.folder, includingPropertiesForKeys: nil)
    #expect(files.count { $0.pathExtension == "sqlite" } == 3)
    for file in files where file.lastPathComponent.contains(".sqlite") {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      let changed = try #require(attributes[.modificationDate] as? Date)
      #expect(changed.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0)
      if file.lastPathComponent.hasSuffix("-wal") {
        #expect((attributes[.size] as? NSNumber)?.intValue == 0)
      }
    }
    #expect(try desk.inbox.count() == 20)
    #expect(
      try desk.inbox.durability() == ["synchronous": 2, "secure_delete": 1, "trusted_schema": 0])
  }

  // G3
  @Test func `after tidying, the order of arrival leaves no trace in the pages`() async throws {
    let sealed = try Desk().canned
    let testimonies = try (0..<30).map { try sealed.sealed("invented \($0)") }
    let orders = [testimonies, testimonies.reversed()]
    var found: [[Int]] = []
    for order in orders {
      let scratch = try Scratch()
      let inbox = try SQLiteInbox(folder: scratch.folder, campaign: sealed.campaign)
      for one in order { _ = try await inbox.accept(one, epoch: 0) }
      try inbox.tidy()
      let file = try Data(contentsOf: scratch.folder.appending(path: "inbox.sqlite"))
      let records = testimonies.map { Data($0.header.record) }
      found.append(try records.map { try #require(file.range(of: $0)).lowerBound })
    }
    #expect(found[0] == found[1], "each record stands where it would have anyway")
  }

  // G3
  @Test func `only the intake's user can read the databases`() throws {
    let desk = try Desk()
    for name in ["inbox.sqlite", "record-keys.sqlite"] {
      let path = desk.scratch.folder.appending(path: name).path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600)
    }
  }
}
