// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import SealedBundle
import SealedCopy
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog

@testable import Vault

/// Every format that crosses between machines or versions: version 1 is read, version 2 is refused.
@Suite struct FormatVersionTests {
  /// A file of version 1, where its version stands, and how it is read.
  private struct Format {
    let name: String
    let file: [UInt8]
    let next: [UInt8]
    let read: ([UInt8]) throws -> Void

    /// A format whose version is one byte.
    init(_ name: String, _ file: [UInt8], at place: Int, _ read: @escaping ([UInt8]) throws -> Void)
    {
      (self.name, self.file, self.read) = (name, file, read)
      var next = file
      next[place] = 2
      self.next = next
    }

    /// A format whose version is a member of a JSON text.
    init(_ name: String, json file: [UInt8], _ read: @escaping ([UInt8]) throws -> Void) throws {
      (self.name, self.file, self.read) = (name, file, read)
      var members = try JSONSerialization.jsonObject(with: Data(file)) as? [String: Any] ?? [:]
      members["version"] = 2
      next = Array(try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys]))
    }
  }

  // G12
  @Test func `a sealed testimony, a bundle and a campaign file of version 2 are refused by name`()
    throws
  {
    let office = try Office()
    let sealed = try office.canned.sealed()
    let bundle = try office.bundle(1, [sealed]).file
    let trusted = office.intake.publicKey
    let readBundle: ([UInt8]) throws -> Void = { bytes in
      let file = office.scratch.folder.appending(path: UUID().uuidString)
      try Data(bytes).write(to: file)
      _ = try BundleReader.verify(
        FileHandle(forReadingFrom: file), of: office.campaign, from: trusted)
    }
    let testimony = Format("sealed testimony", sealed.bytes, at: 4) {
      _ = try SealedTestimony($0, of: office.campaign)
    }
    try testimony.read(testimony.file)
    #expect(throws: SealingError.unknownVersion) { try testimony.read(testimony.next) }
    let sent = try Format("bundle", Array(Data(contentsOf: bundle)), at: 8, readBundle)
    try sent.read(sent.file)
    #expect(throws: BundleError.unknownVersion) { try sent.read(sent.next) }
    let campaign = try Format("campaign", json: office.campaign.fileBytes) {
      _ = try Campaign(fileBytes: $0)
    }
    try campaign.read(campaign.file)
    #expect(throws: CampaignError.unknownVersion) { try campaign.read(campaign.next) }
  }

  // G12
  @Test func `no key, share, set, grant, card, coding, export or copy of version 2 is read`() throws
  {
    let formats = try Self.locked() + Self.handedOn() + Self.copies()
    #expect(formats.count == 13)
    for format in formats {
      #expect(throws: Never.self, "\(format.name) of version 1") { try format.read(format.file) }
      #expect(throws: (any Error).self, "\(format.name) of version 2") {
        try format.read(format.next)
      }
    }
  }

  // G12
  @Test func `a public log and restore keys of version 2 are refused`() throws {
    let keys = try Self.restoreKeys()
    #expect(throws: Never.self) { try RestoreKeys(text: keys) }
    #expect(throws: SealedCopyError.restoreKeysUnreadable) {
      try RestoreKeys(text: keys.replacing("keys v1\n", with: "keys v2\n"))
    }
    let log = try Self.publicLog()
    #expect(throws: Never.self) { try LogFile(Array(log.utf8)) }
    // Version 1 has no number: a later one begins otherwise.
    #expect(throws: LogError.malformed(line: 1)) {
      try LogFile(Array(log.replacing("ovoz log ", with: "ovoz log v2 ").utf8))
    }
  }

  private static func restoreKeys() throws -> String {
    let (_, card) = try OperatorKey.make(name: "aziza", Canned.passphrase, cost: Canned.cost)
    let (header, context) = try IntakeCopyHeader.begin(
      .records, campaign: [UInt8](repeating: 7, count: 16), lastDay: 1, for: card)
    var keys = RestoreKeys()
    try keys.add(header.key(from: context), of: header)
    return keys.text
  }

  private static func publicLog() throws -> String {
    let key = try Signing.PrivateKey(seed: RandomBytes.secret(32))
    let leaf = [UInt8](repeating: 1, count: 32)
    let checkpoint = Checkpoint(
      campaign: [UInt8](repeating: 7, count: 16), size: 1, root: MerkleTree(leaves: [leaf]).root,
      period: 1)
    return LogFile.text(checkpoint: try checkpoint.signed(by: key), leaves: [leaf])
  }

  private static func locked() throws -> [Format] {
    let office = try Office()
    let board = try Board(threshold: 2, of: 3)
    let share = try ShareFile(
      locking: board.shares[0], custodian: "aziza", Canned.passphrase, cost: Canned.cost)
    let (reviewer, _) = try ReviewerKey.make(
      name: "aziza", Canned.passphrase, cost: Canned.cost)
    let (reader, _) = try ReaderKey.make(name: "aziza", Canned.passphrase, cost: Canned.cost)
    let (keeper, _) = try OperatorKey.make(name: "aziza", Canned.passphrase, cost: Canned.cost)
    return [
      try Format("opening key", json: office.canned.keyFile) {
        _ = try OpeningKey(unlocking: $0, Canned.passphrase, for: office.campaign).publicKey
      },
      try Format("reviewer key", json: reviewer) {
        _ = try ReviewerKey.unlock($0, name: "aziza", Canned.passphrase).publicKey
      },
      try Format("reader key", json: reader) {
        _ = try ReaderKey.unlock($0, Canned.passphrase).publicKey
      },
      try Format("operator key", json: keeper) {
        _ = try OperatorKey.unlock($0, Canned.passphrase).publicKey
      },
      try Format("custody set", json: board.set.json) {
        _ = try CustodySet(json: $0, of: board.office.campaign)
      },
      try Format("share", json: share.json) { _ = try ShareFile(json: $0) },
    ]
  }

  private static func handedOn() throws -> [Format] {
    let office = try Office()
    let sealed = try office.canned.sealed("Invented.")
    try office.take([sealed])
    let vault = try office.unlocked()
    let (_, card) = try ReaderKey.make(name: "zarina", Canned.passphrase, cost: Canned.cost)
    let question = office.campaign.form.questions[0].id
    let grant = try vault.grant(question, of: sealed.header.record, to: card)
    let key = SecretBytes(copying: [UInt8](repeating: 3, count: 32))
    let id = office.campaign.id
    let coding = try CodingFile.seal(
      [1, 2], key: key, campaign: id, nonce: [UInt8](repeating: 1, count: 12))
    let export = try SealedExport(.csv, [1, 2]).sealed(Canned.passphrase, cost: Canned.cost)
    return [
      try Format("field grant", json: grant.json) { _ = try FieldGrant(json: $0) },
      try Format("reader card", json: card.json) { _ = try ReaderCard(json: $0) },
      Format("coding", coding, at: 8) {
        let key = SecretBytes(copying: [UInt8](repeating: 3, count: 32))
        _ = try CodingFile.open($0, key: key, campaign: id)
      },
      Format("sealed export", export, at: 8) {
        _ = try SealedExport(opening: $0, Canned.passphrase)
      },
    ]
  }

  private static func copies() throws -> [Format] {
    let office = try Office()
    let file = office.scratch.folder.appending(path: "copy")
    try office.store.backUp(to: file, Canned.passphrase, cost: Canned.cost)
    let (_, card) = try OperatorKey.make(name: "aziza", Canned.passphrase, cost: Canned.cost)
    let (header, _) = try IntakeCopyHeader.begin(
      .records, campaign: office.campaign.id, lastDay: 0, for: card)
    return [
      Format("copy of a vault", Array(try Data(contentsOf: file)), at: 4) { bytes in
        let copy = office.scratch.folder.appending(path: UUID().uuidString)
        try Data(bytes).write(to: copy)
        _ = try VaultStore.restore(
          copy, Canned.passphrase, to: office.scratch.folder.appending(path: UUID().uuidString))
      },
      Format("copy of an intake", header.bytes, at: 4) { _ = try IntakeCopyHeader($0) },
      try Format("operator card", json: card.json) { _ = try OperatorCard(json: $0) },
    ]
  }
}
