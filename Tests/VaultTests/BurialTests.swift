// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct BurialTests {
  // G9
  @Test func `a buried campaign opens by nobody, and nothing sealed of it is left`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed("Invented words that end here.")
    try office.take([sealed])
    let board = try Board(office, threshold: 2, of: 3)
    let vault = try board.opened([0, 1])
    try vault.decide(.themes, Array("invented decision".utf8), for: sealed.header.record)
    let wrapped = Data(board.set.json)
    try office.store.bury(office.campaign, today: Office.today)
    #expect(throws: VaultError.buried) { try office.store.custodySet(of: office.campaign) }
    #expect(throws: VaultError.buried) { try office.unlocked() }
    guard case .buried(Office.today) = try office.store.custody(of: office.campaign) else {
      Issue.record("not buried")
      return
    }
    #expect(try office.testimonies().isEmpty)
    let words = Data(sealed.bytes.suffix(400))
    for file in try office.vaultFiles() {
      #expect(file.bytes.range(of: words) == nil, "\(file.name)")
      #expect(file.bytes.range(of: wrapped) == nil, "\(file.name)")
    }
    #expect(try office.store.accesses().last?.action == "campaign buried")
  }

  // G9
  @Test func `a sharing anew that stopped leaves no file that opens what is buried`() throws {
    let office = try Office()
    let board = try Board(office, threshold: 2, of: 3)
    let again = try board.reshared(threshold: 2, of: 3)
    let file = office.store.custodyURL(of: office.campaign)
    try VaultStore.writeKey(again.set.json, to: file.appendingPathExtension("part"))
    try FileManager.default.linkItem(at: file, to: file.appendingPathExtension("old"))
    try office.store.bury(office.campaign, today: Office.today)
    #expect(try office.vaultFiles().allSatisfy { !$0.name.contains(".custody") })
  }

  // G6
  @Test func `what another coder decided goes with the campaign`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed("invented")
    try office.take([sealed])
    try office.store.write {
      try $0.execute(
        sql: "INSERT INTO coding (record, coder, sealed) VALUES (?, ?, x'07')",
        arguments: [Data(sealed.header.record), Data(repeating: 1, count: 16)])
    }
    try office.store.bury(office.campaign, today: Office.today)
    #expect(try office.store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM coding") } == 0)
  }

  // G9
  @Test func `whose names were typed goes on record with the burial, and once`() throws {
    let office = try Office()
    _ = try Board(office, threshold: 2, of: 3)
    let before = try office.store.accesses().count
    for _ in 0..<2 {
      try office.store.bury(office.campaign, today: Office.today, naming: [1, 3])
      let entries = try office.store.accesses().dropFirst(before)
      #expect(
        entries.map(\.action) == [
          "custodian named as present", "custodian named as present", "campaign buried",
        ])
      let name = office.campaign.name
      #expect(entries.map(\.about) == ["\(name) 1", "\(name) 3", name])
    }
  }

  // G9
  @Test func `a burial that cannot go on record destroys nothing`() throws {
    let office = try Office()
    let board = try Board(office, threshold: 2, of: 3)
    try office.store.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON access WHEN NEW.action = 'campaign buried'
          BEGIN SELECT RAISE(ABORT, 'invented'); END
          """)
    }
    let before = try office.store.accesses()
    #expect(throws: VaultError.cannotWrite) {
      try office.store.bury(office.campaign, today: Office.today, naming: [1, 2, 3])
    }
    #expect(try office.store.accesses() == before)
    #expect(try office.store.burial(of: office.campaign) == nil)
    #expect(try office.store.custodySet(of: office.campaign).id == board.set.id)
  }

  // G9
  @Test func `a burial that stops after its day opens no more, and the next one finishes it`()
    throws
  {
    let office = try Office()
    try office.take([office.canned.sealed()])
    let board = try Board(office, threshold: 2, of: 3)
    let part = office.store.custodyURL(of: office.campaign).appendingPathExtension("part")
    // Nobody can write to a folder, root neither.
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: false)
    #expect(throws: VaultError.cannotWrite) {
      try office.store.bury(office.campaign, today: Office.today)
    }
    #expect(try office.store.burial(of: office.campaign) == Office.today)
    #expect(throws: VaultError.buried) { _ = try board.opened([0, 1]) }
    try FileManager.default.removeItem(at: part)
    try office.store.bury(office.campaign, today: Office.today)
    #expect(try office.testimonies().isEmpty)
    #expect(try office.vaultFiles().allSatisfy { !$0.name.contains(".custody") })
  }

  @Test func `another campaign of the vault lives on`() throws {
    let office = try Office()
    let other = try Canned(name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    try office.store.bury(office.campaign, today: Office.today)
    _ = try office.store.unlock(other.campaign, Canned.passphrase)
    #expect(try office.store.campaigns().count == 2)
  }

  @Test func `burying again changes nothing, and keeps the first day`() throws {
    let office = try Office()
    try office.store.bury(office.campaign, today: Office.today)
    try office.store.bury(office.campaign, today: Day(number: Office.today.number + 5))
    #expect(try office.store.burial(of: office.campaign) == Office.today)
  }
}
