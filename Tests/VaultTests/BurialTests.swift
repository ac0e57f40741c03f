// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
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
