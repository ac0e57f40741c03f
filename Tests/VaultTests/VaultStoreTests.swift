// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct VaultStoreTests {
  @Test func `a campaign is found by its name, and an only one without`() throws {
    let office = try Office()
    let store = office.store
    #expect(try store.campaign(named: nil) == office.campaign)
    #expect(try store.campaign(named: "invented") == office.campaign)
    #expect(throws: VaultError.unknownCampaign) { try store.campaign(named: "other") }
    #expect(throws: VaultError.campaignExists) {
      try store.add(office.campaign, keyFile: office.canned.keyFile)
    }
    let other = try Canned(name: "other")
    try store.add(other.campaign, keyFile: other.keyFile)
    #expect(throws: VaultError.unknownCampaign) { try store.campaign(named: nil) }
  }

  @Test func `a record is found by the digits it begins with`() throws {
    let office = try Office()
    let ids = [[0xab, 0x10], [0xab, 0x20], [0xcd, 0x00]].map { start in
      start.map(UInt8.init) + [UInt8](repeating: 0, count: 14)
    }
    try office.take(try ids.map { try office.canned.sealed(record: $0) })
    let vault = try office.unlocked()
    #expect(try vault.record(beginning: "cd") == ids[2])
    #expect(try vault.record(beginning: "AB2") == ids[1])
    #expect(throws: VaultError.ambiguousRecord) { try vault.record(beginning: "ab") }
    #expect(throws: VaultError.unknownRecord) { try vault.record(beginning: "ef") }
    #expect(throws: VaultError.unknownRecord) { try vault.record(beginning: "") }
  }

  @Test func `an empty vault lends nothing`() throws {
    let vault = try Office().unlocked()
    var chunks = 0
    try vault.forEachChunk { _ in chunks += 1 }
    #expect(chunks == 0)
  }

  @Test func `every access that is logged is on record, in order`() throws {
    let office = try Office()
    try office.take([office.canned.sealed()])
    for access in Access.allCases { try office.store.log(access, about: "something") }
    let entries = try office.store.accesses()
    #expect(entries.map(\.number) == Array(1...entries.count))
    #expect(
      entries.map(\.action) == ["campaign made", "intake trusted", "bundle imported"]
        + Access.allCases.map(\.rawValue))
    #expect(entries.allSatisfy { $0.minute.count == 17 && $0.minute.hasSuffix("Z") })
  }

  // G12
  @Test(arguments: [
    "UPDATE access SET about = 'something else' WHERE number = 2",
    "UPDATE access SET action = 'read' WHERE number = 1",
    "UPDATE access SET minute = '2020-01-01T00:00Z' WHERE number = 3",
    "UPDATE access SET link = zeroblob(32) WHERE number = 3",
    "DELETE FROM access WHERE number = 1", "DELETE FROM access WHERE number = 2",
  ])
  func `an access log with an entry changed or missing is broken`(sql: String) throws {
    let office = try Office()
    try office.store.log(.read, about: "something")
    #expect(try office.store.accesses().count == 3)
    try office.store.write { try $0.execute(sql: sql) }
    #expect(throws: VaultError.accessLogBroken) { try office.store.accesses() }
  }

  // G10
  @Test func `a testimony is counted in one release, and a second one changes nothing`() throws {
    let office = try Office()
    let sealed = try (0..<4).map { try office.canned.sealed("invented \($0)") }
    let records = sealed.map(\.header.record)
    try office.take(sealed)
    let vault = try office.unlocked()
    let files = ["summary.csv": Array("a,b\n".utf8), "empty.json": []]
    let first = try vault.release(
      files: files, contributors: Array(records.prefix(2)), entry: [], day: Office.today)
    #expect(first == 1)
    #expect(try vault.open(records[0]).release == 1)
    #expect(try vault.open(records[2]).release == nil)
    let before = try office.dump()
    for contributors in [[records[2], records[1]], [records[2], records[2]]] {
      #expect(throws: VaultError.cannotWrite) {
        try vault.release(files: [:], contributors: contributors, entry: [], day: Office.today)
      }
    }
    // As one who withdrew while the release was made.
    #expect(throws: VaultError.withdrawnMeanwhile) {
      try vault.release(
        files: [:], contributors: [[UInt8](repeating: 0, count: 16)], entry: [], day: Office.today)
    }
    let isSame = try office.dump() == before
    #expect(isSame)
    #expect(try vault.nextRelease() == 2)
    #expect(
      try vault.release(
        files: [:], contributors: Array(records.suffix(2)), entry: [], day: Office.today)
        == 2)
  }

  // G10
  @Test func `of two releases that were begun at once, one is kept`() throws {
    let office = try Office()
    let vault = try office.unlocked()
    let number = try vault.nextRelease()
    try vault.keepRelease(as: number, files: [:], contributors: [], entry: [1], day: Office.today)
    let before = try office.dump()
    #expect(throws: VaultError.releasedMeanwhile) {
      try vault.keepRelease(
        as: number, files: ["page.html": [1]], contributors: [], entry: [2], day: Office.today,
        remember: [.scope: [3]])
    }
    let isSame = try office.dump() == before
    #expect(isSame)
    #expect(try vault.ledger().entries == [[1]])
  }

  // G10
  @Test func `a release takes no testimony of another campaign`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    try office.take([sealed])
    let other = try Canned(
      form: office.campaign.form, opens: "2026-01-01", closes: "2026-12-31", name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    let vault = try office.store.unlock(other.campaign, Canned.passphrase)
    #expect(throws: VaultError.cannotWrite) {
      try vault.release(
        files: [:], contributors: [sealed.header.record], entry: [], day: Office.today)
    }
    #expect(try office.unlocked().open(sealed.header.record).release == nil)
  }

  // G6
  @Test func `files of a release can be forgotten, and what is remembered is written with it`()
    throws
  {
    let office = try Office()
    let vault = try office.unlocked()
    let files: [String: [UInt8]] = ["page.html": [1, 2], "table.csv": [3]]
    let number = try vault.release(
      files: files, contributors: [], entry: [], day: Office.today,
      remember: [.quoted: [7], .scope: [8]])
    #expect(try vault.decision(.quoted, for: vault.campaign.id) == [7])
    #expect(try vault.decision(.scope, for: vault.campaign.id) == [8])
    try vault.keepFiles(of: number) { $0.hasSuffix(".csv") }
    #expect(try vault.releaseFiles(number) == ["table.csv": [3]])
    try vault.keepFiles(of: number) { $0.hasSuffix(".csv") }
    #expect(try vault.releaseFiles(number) == ["table.csv": [3]])
  }

  // G10
  @Test func `a release given out again is a copy`() throws {
    let office = try Office()
    let vault = try office.unlocked()
    let files = ["summary.csv": Array("a,b\n".utf8), "empty.json": []]
    let number = try vault.release(files: files, contributors: [], entry: [], day: Office.today)
    #expect(try vault.releaseFiles(number) == files)
    #expect(throws: VaultError.unknownRelease) { try vault.releaseFiles(number + 1) }
    try office.store.write { try $0.execute(sql: "UPDATE release SET sealed = x'00'") }
    #expect(throws: VaultError.decisionDamaged) { try vault.releaseFiles(number) }
  }

  // G12
  @Test func `a release and its entry in the ledger are written together, and a gap is seen`()
    throws
  {
    let office = try Office()
    let vault = try office.unlocked()
    let first = try vault.release(
      files: [:], contributors: [], entry: Array("one".utf8), day: Office.today)
    let second = try vault.release(
      files: [:], contributors: [], entry: Array("two".utf8), day: Office.today)
    #expect(try vault.ledger().entries == [Array("one".utf8), Array("two".utf8)])
    #expect(try vault.ledger().older == 0)
    let swap =
      "UPDATE ledger SET sealed = (SELECT sealed FROM ledger WHERE number = ?) WHERE number = ?"
    try office.store.write { try $0.execute(sql: swap, arguments: [first, second]) }
    #expect(throws: VaultError.ledgerDamaged) { try vault.ledger() }
    try office.store.write { try $0.execute(sql: "DELETE FROM ledger WHERE number = 2") }
    #expect(throws: VaultError.ledgerDamaged) { try vault.ledger() }
    try office.store.write { try $0.execute(sql: "UPDATE ledger SET sealed = x''") }
    #expect(throws: VaultError.ledgerDamaged) { try vault.ledger() }
  }

  // G12
  @Test func `an entry that was emptied is damage, and no sign of age`() throws {
    let office = try Office()
    let vault = try office.unlocked()
    for entry in [[UInt8(1)], [2]] {
      _ = try vault.release(files: [:], contributors: [], entry: entry, day: Office.today)
    }
    try office.store.write { try $0.execute(sql: "UPDATE ledger SET sealed = x''") }
    #expect(throws: VaultError.ledgerDamaged) { try vault.ledger() }
  }

  // G10
  @Test func `each testimony's mark is told, and one that names no release is damage`() throws {
    let office = try Office()
    let sealed = try (0..<3).map { try office.canned.sealed("invented \($0)") }
    let records = sealed.map(\.header.record)
    try office.take(sealed)
    let vault = try office.unlocked()
    let number = try vault.release(
      files: [:], contributors: [records[1]], entry: [1], day: Office.today)
    let marks = try vault.releaseMarks()
    #expect(Set(marks.map { $0.record }) == Set(records))
    #expect(marks.filter { $0.release != nil }.map { $0.record } == [records[1]])
    #expect(marks.compactMap { $0.release } == [number])
    // As where the release was taken out of the vault, and its entry with it.
    try office.store.write {
      try $0.execute(sql: "UPDATE testimony SET release = 7 WHERE release IS NULL")
    }
    #expect(throws: VaultError.ledgerDamaged) { try vault.releaseMarks() }
  }

  @Test func `a vault from the future is refused`() throws {
    let office = try Office()
    try office.store.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
    #expect(throws: VaultError.newerVault) { try VaultStore(folder: office.store.folder) }
  }

  // Fixtures/ holds what an earlier version left on a laptop; never edited. Its key is an invented
  // campaign's.
  @Test func `a vault of schema 1 opens, with all that was decided`() throws {
    let scratch = try Scratch()
    let keys = scratch.folder.appending(path: "keys")
    try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
    let fixtures = Canned.root.appending(path: "Tests/VaultTests/Fixtures")
    let sql = try String(contentsOf: fixtures.appending(path: "vault-1.sql"), encoding: .utf8)
    let queue = try DatabaseQueue(path: scratch.folder.appending(path: "vault.sqlite").path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.folder.path)
    let store = try VaultStore(folder: scratch.folder)
    let campaign = try store.campaign(named: "invented")
    let made = FileManager.default.createFile(
      atPath: keys.appending(path: "\(Hex.text(campaign.id)).key").path,
      contents: try Data(contentsOf: fixtures.appending(path: "vault-1.key")),
      attributes: [.posixPermissions: 0o600])
    try #require(made)
    let vault = try store.unlock(campaign, Canned.passphrase)
    let records = [1, 2].map { [UInt8](repeating: $0, count: 16) }
    #expect(try vault.records() == records)
    let opened = try vault.open(records[0])
    let words = try opened.content.get().answers.first?.text
    #expect(words == "invented 1")
    #expect(opened.release == 1)
    #expect(opened.lane == .open)
    #expect(try vault.decision(.themes, for: records[1]) == Array("decided".utf8))
    #expect(try vault.releaseFiles(1) == ["summary.csv": Array("a,b\n".utf8)])
    #expect(try vault.ledger().entries == [] && vault.ledger().older == 1)
    _ = try vault.release(files: [:], contributors: [], entry: [7], day: Office.today)
    #expect(try vault.ledger().entries == [[7]] && vault.ledger().older == 1)
    #expect(try vault.releaseMarks().map { $0.release } == [1, nil])
    #expect(try store.accesses().last?.action == "released")
    #expect(try store.lastImport(of: campaign) == Office.today)
    #expect(try store.seenCheckpoint(of: campaign) == nil)
    #expect(try vault.codings() == [])
    #expect(try vault.keepCoding(of: "firuza", [records[0]: [1]]) == 1)
    #expect(try vault.codings().map(\.decision) == [[1]])
    let gone = try store.read {
      try Row.fetchAll($0, sql: "SELECT record, campaign FROM withdrawn")
    }
    #expect(gone.map { Array($0["record"] as Data) } == [[UInt8](repeating: 3, count: 16)])
    #expect(gone.map { Array($0["campaign"] as Data) } == [campaign.id])
  }
}

@Suite struct VaultFolderTests {
  // G8
  @Test func `a vault whose folder others can read is refused until somebody has looked at it`()
    throws
  {
    let office = try Office()
    let folder = office.store.folder
    for mode in [0o755, 0o750, 0o701] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
      #expect(throws: VaultError.folderUnsafe) { try VaultStore(folder: folder) }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    _ = try VaultStore(folder: folder)
  }
}
