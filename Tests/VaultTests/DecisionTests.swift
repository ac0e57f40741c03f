// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct DecisionTests {
  @Test func `the last decision of a kind is the one that counts`() throws {
    let vault = try Office().unlocked()
    let record = try RandomBytes.fresh(16)
    #expect(try vault.decision(.redaction, for: record) == nil)
    try vault.decide(.redaction, [1], for: record)
    try vault.decide(.redaction, [2, 3], for: record)
    try vault.decide(.themes, [], for: record)
    #expect(try vault.decision(.redaction, for: record) == [2, 3])
    #expect(try vault.decision(.themes, for: record) == [])
  }

  // G12
  @Test(arguments: [
    "UPDATE decision SET record = CASE record WHEN ?1 THEN ?2 ELSE ?1 END",
    "UPDATE decision SET kind = CASE kind WHEN 'themes' THEN 'redaction' ELSE 'themes' END",
    "UPDATE decision SET sealed = x'00'", "UPDATE decision SET sealed = x''",
  ])
  func `a decision that was swapped or damaged does not open`(sql: String) throws {
    let office = try Office()
    let vault = try office.unlocked()
    let one = [UInt8](repeating: 1, count: 16)
    let two = [UInt8](repeating: 2, count: 16)
    try vault.decide(.themes, [1], for: one)
    try vault.decide(.redaction, [2], for: two)
    try office.store.write { db in
      let takesIDs = sql.contains("?1")
      try db.execute(
        sql: sql, arguments: takesIDs ? [Data(one), Data(two)] : StatementArguments())
    }
    for (kind, record) in [
      (DecisionKind.themes, one), (.themes, two), (.redaction, one), (.redaction, two),
    ] {
      let isThere = try office.store.read { db in
        try Int.fetchOne(
          db, sql: "SELECT 1 FROM decision WHERE record = ? AND kind = ?",
          arguments: [Data(record), kind.rawValue]) != nil
      }
      guard isThere else { continue }
      #expect(throws: VaultError.decisionDamaged) { try vault.decision(kind, for: record) }
    }
  }

  // G6
  @Test func `an open session stores nothing about who withdrew meanwhile`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let record = sealed.header.record
    let digest = try office.take([sealed])
    let vault = try office.unlocked()
    try office.take(office.bundle(2, after: digest, withdrawn: [record]).file)
    for kind in DecisionKind.allCases {
      #expect(throws: VaultError.withdrawnMeanwhile) { try vault.decide(kind, [1], for: record) }
    }
    #expect(try vault.keepCoding(of: "firuza", [record: [1]]) == 0)
    #expect(try office.decided() == [])
    try vault.decide(.coder, [1], for: office.campaign.id)
    #expect(try vault.decision(.coder, for: office.campaign.id) == [1])
  }

  // G6
  @Test func `what older versions decided about who had withdrawn goes, and nothing else`() throws {
    let office = try Office()
    let sealed = try (0..<2).map { _ in try office.canned.sealed() }
    let (gone, stays) = (sealed[0].header.record, sealed[1].header.record)
    let digest = try office.take(sealed)
    let notice = try office.bundle(2, after: digest, withdrawn: [gone])
    try office.take(notice.file)
    let campaign = office.campaign.id
    // An older version took a notice about a campaign's own id.
    try office.store.write { db in
      try db.execute(
        sql: "INSERT INTO withdrawn (record, campaign) VALUES (?1, ?1)",
        arguments: [Data(campaign)])
    }
    try office.decideAsBefore(about: [gone, stays, campaign])
    let vault = try office.unlocked()
    let left = [Data(stays), Data(campaign)]
    #expect(try Set(office.decided()) == Set(left))
    try vault.decide(.coder, [1], for: campaign)
    try office.decideAsBefore(about: [gone])
    try office.take(office.bundle(3, after: notice.digest).file)
    #expect(try Set(office.decided()) == Set(left))
  }

  // G8
  @Test func `words are nowhere in the vault's folder after all that is done with them`() throws {
    let office = try Office()
    let sentinel = "sentinel Дилрабо sentinel"
    let sealed = try (0..<20).map { _ in try office.canned.sealed(sentinel) }
    try office.take(sealed)
    let vault = try office.unlocked()
    var count = 0
    try vault.forEachChunk { chunk in
      count += chunk.count { (try? $0.content.get().answers.first?.text) == sentinel }
    }
    #expect(count == 20)
    for one in sealed {
      try vault.decide(.redaction, Array(sentinel.utf8), for: one.header.record)
    }
    _ = try vault.release(
      files: ["summary.csv": Array(sentinel.utf8)], contributors: [sealed[0].header.record],
      entry: Array(sentinel.utf8), day: Office.today)
    try office.store.log(.read, about: Hex.text(sealed[0].header.record))
    let files = try office.vaultFiles()
    #expect(files.contains { $0.name == "vault.sqlite" })
    for word in ["sentinel", "Дилрабо", "invented words"] {
      for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
        let bytes = try #require(word.data(using: encoding))
        for file in files { #expect(file.bytes.range(of: bytes) == nil, "\(file.name)") }
      }
    }
  }

  // G8
  @Test func `the vault's folder is its owner's alone, and SQLite sorts in memory`() throws {
    let office = try Office()
    for (path, mode) in [("", 0o700), ("keys", 0o700), ("vault.sqlite", 0o600)] {
      let place = office.store.folder.appending(path: path).path
      let found = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions]
      #expect((found as? NSNumber)?.intValue == mode, "\(path)")
    }
    let settings = try office.store.database.writeWithoutTransaction { db in
      try ["temp_store", "synchronous", "secure_delete", "trusted_schema"].map {
        try Int.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == [2, 2, 1, 0])
  }
}

extension Office {
  /// Every record about which something is decided, here or by a colleague.
  fileprivate func decided() throws -> [Data] {
    try store.read { db in
      try Data.fetchAll(db, sql: "SELECT record FROM decision UNION SELECT record FROM coding")
    }
  }

  /// Writes decisions without asking who withdrew.
  fileprivate func decideAsBefore(about records: [[UInt8]]) throws {
    try store.write { db in
      for record in records {
        try db.execute(
          sql: "INSERT INTO decision (record, kind, sealed) VALUES (?, 'themes', x'07')",
          arguments: [Data(record)])
        try db.execute(
          sql: "INSERT INTO coding (record, coder, sealed) VALUES (?, zeroblob(16), x'07')",
          arguments: [Data(record)])
      }
    }
  }
}
