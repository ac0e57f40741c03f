// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct FieldGrantTests {
  @Test func `a second reader opens that one answer, and the access log says so`() throws {
    let desk = try Desk()
    let grant = try FieldGrant(json: desk.grant.json)
    let opened = try grant.open(desk.key)
    #expect(opened.answer.text == "Invented words for a translator.")
    #expect(opened.record == desk.record)
    #expect(opened.question.id == desk.question)
    #expect(opened.campaign.fingerprint == desk.office.campaign.fingerprint)
    let last = try #require(try desk.office.store.accesses().last)
    #expect(last.action == "field shared")
    #expect(last.about == "\(Hex.text(desk.record)) \(desk.question) zarina")
  }

  @Test func `another reader's key does not open it`() throws {
    let desk = try Desk()
    let other = try KeyAgreement.PrivateKey()
    #expect(throws: VaultError.grantUnreadable) { _ = try desk.grant.open(other) }
  }

  // G12
  @Test func `the key of one field opens no other field, nor another testimony's`() throws {
    let desk = try Desk()
    let other = try desk.office.canned.sealed("Other invented words.")
    let form = desk.office.campaign.form
    let sealed = try desk.vault.sealed(desk.record)
    let index = try #require(form.questions.firstIndex { $0.id == desk.question })
    var members = try desk.members()
    members["field"] = Data(other.fields(in: form)[index]).base64EncodedString()
    #expect(throws: VaultError.grantUnreadable) { try desk.open(members) }
    members["header"] = Hex.text(other.bytes.prefix(138))
    #expect(throws: VaultError.grantUnreadable) { try desk.open(members) }
    for (place, field) in sealed.fields(in: form).enumerated()
    where place != index && place < form.questions.count {
      members = try desk.members()
      members["index"] = place
      members["field"] = Data(field).base64EncodedString()
      #expect(throws: VaultError.grantUnreadable) { try desk.open(members) }
    }
  }

  // G12
  @Test(arguments: ["header", "field", "encapsulated", "key", "campaign"])
  func `a changed member is refused`(member: String) throws {
    let desk = try Desk()
    var members = try desk.members()
    let text = try #require(members[member] as? String)
    let place = text.index(text.startIndex, offsetBy: text.count / 2)
    members[member] = text.replacingCharacters(
      in: place...place, with: text[place] == "1" ? "2" : "1")
    #expect(throws: VaultError.grantUnreadable) { try desk.open(members) }
  }

  @Test func `a question that the form lacks is refused, and so are consent and facts`() throws {
    let desk = try Desk()
    for name in ["nonsense", "consent", "facts"] {
      #expect(throws: VaultError.unknownQuestion) {
        try desk.vault.grant(name, of: desk.record, to: desk.card)
      }
    }
  }

  @Test func `a reader's key opens by her passphrase, and serves for nothing else`() throws {
    let made = try ReaderKey.make(name: "zarina", Canned.passphrase, cost: Canned.cost)
    _ = try ReaderKey.unlock(made.file, Canned.passphrase)
    #expect(throws: VaultError.wrongPassphrase) {
      _ = try ReaderKey.unlock(made.file, SecretBytes(copying: Array("other".utf8)))
    }
    #expect(throws: VaultError.keyFileUnreadable) {
      _ = try ReviewerKey.unlock(made.file, name: "zarina", Canned.passphrase)
    }
    #expect(try ReaderCard(json: made.card.json) == made.card)
    #expect(throws: VaultError.readerCardUnreadable) { try ReaderCard(json: made.file) }
    // A name stands in the access log: it must not begin a line of its own there.
    let card = String(decoding: made.card.json, as: UTF8.self)
    for name in ["f\\n2026-11-20T09:00Z  read  x", "\\u001b[31mX", "", "Zarina"] {
      let forged = card.replacing("zarina", with: name)
      #expect(throws: VaultError.readerCardUnreadable) { try ReaderCard(json: Array(forged.utf8)) }
    }
  }
}

/// A testimony, and a translator who is to read one answer of it.
private final class Desk {
  let office: Office
  let vault: OpenVault
  let record: [UInt8]
  let question: String
  let key: KeyAgreement.PrivateKey
  let card: ReaderCard
  let grant: FieldGrant

  init() throws {
    let office = try Office()
    let sealed = try office.canned.sealed("Invented words for a translator.")
    try office.take([sealed])
    let vault = try office.unlocked()
    let question = try #require(office.campaign.form.questions.first { $0.kind == .text }).id
    let key = try KeyAgreement.PrivateKey()
    let card = ReaderCard(name: "zarina", publicKey: key.publicKey)
    let grant = try vault.grant(question, of: sealed.header.record, to: card)
    (self.office, self.vault, self.card, self.grant) = (office, vault, card, grant)
    (record, self.question) = (sealed.header.record, question)
    self.key = key
  }

  func members() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(grant.json)) as? [String: Any])
  }

  func open(_ members: [String: Any]) throws {
    let json = try JSONSerialization.data(withJSONObject: members)
    _ = try FieldGrant(json: Array(json)).open(key)
  }
}
