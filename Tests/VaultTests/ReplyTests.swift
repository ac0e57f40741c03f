// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct ReplyTests {
  // G6
  @Test(arguments: DecisionKind.allCases)
  func `with a testimony goes every decision about it, its reply too`(kind: DecisionKind) throws {
    let office = try Office()
    let sealed = try (0..<2).map { _ in try office.canned.sealed() }
    let records = sealed.map(\.header.record)
    let digest = try office.take(sealed)
    let vault = try office.unlocked()
    for record in records { try vault.decide(kind, [1, 2, 3], for: record) }
    try office.take(try office.bundle(2, after: digest, withdrawn: [records[0]]).file)
    #expect(try vault.decision(kind, for: records[0]) == nil)
    #expect(try vault.decision(kind, for: records[1]) == [1, 2, 3])
    #expect(try vault.records(with: .reply) == (kind == .reply ? [records[1]] : []))
    #expect(try vault.isWithdrawn(beginning: Hex.text(records[0]).prefix(6).uppercased()))
    #expect(try !vault.isWithdrawn(beginning: Hex.text(records[1])))
    #expect(try !vault.isWithdrawn(beginning: ""))
  }

  @Test func `replies are listed for their own campaign, and go when they are deleted`() throws {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let record = sealed.header.record
    try office.take([sealed])
    let vault = try office.unlocked()
    try vault.decide(.themes, [1], for: record)
    #expect(try vault.records(with: .reply) == [])
    try vault.decide(.reply, [2], for: record)
    #expect(try vault.records(with: .reply) == [record])
    let other = try Canned(
      form: Office.smallForm(), opens: "2026-01-01", closes: "2026-12-31", name: "b")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    #expect(try office.store.unlock(other.campaign, Canned.passphrase).records(with: .reply) == [])
    #expect(try vault.undecide(.reply, for: record))
    #expect(try !vault.undecide(.reply, for: record))
    #expect(try vault.records(with: .reply) == [])
    #expect(try vault.decision(.themes, for: record) == [1])
  }

  @Test func `the number of the last answer is kept for each campaign, and sealed`() throws {
    let office = try Office()
    let vault = try office.unlocked()
    #expect(try vault.lastAnswer() == 0)
    try vault.takeAnswer(number: 1)
    try vault.takeAnswer(number: 70_000)
    #expect(try office.unlocked().lastAnswer() == 70_000)
    try office.store.write {
      try $0.execute(sql: "UPDATE decision SET sealed = x'00' WHERE kind = 'answer'")
    }
    #expect(throws: VaultError.decisionDamaged) { try vault.lastAnswer() }
  }

  @Test func `a key whose campaign names another answer key does not unlock it`() throws {
    let office = try Office()
    let one = office.campaign
    let forged = try Campaign(
      id: one.id, name: one.name, publicKey: one.publicKey,
      answerKey: office.intake.publicKey, opens: one.opens, closes: one.closes, epochDays: 7,
      form: one.form)
    #expect(throws: VaultError.keyFileUnreadable) {
      try office.store.unlock(forged, Canned.passphrase)
    }
    #expect(try office.unlocked().answerSigner.publicKey == one.answerKey)
  }
}
