// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct OpeningKeyTests {
  @Test func `the right passphrase opens, a wrong one does not`() throws {
    let canned = try Canned()
    let key = try OpeningKey(
      unlocking: canned.keyFile, Canned.passphrase, for: canned.campaign)
    #expect(key.publicKey == canned.campaign.publicKey)
    for wrong in ["", "invented word", "Invented words", "invented words "] {
      #expect(throws: VaultError.wrongPassphrase) {
        try Self.unlock(canned.keyFile, canned.campaign, wrong)
      }
    }
  }

  @Test(arguments: [
    ("ovoz", "\"opening key\"", "\"opening keys\""), ("version", "1", "2"),
    ("name", "\"scrypt\"", "\"argon2\""), ("n", "16", "32"), ("r", "8", "4"), ("p", "1", "2"),
  ])
  func `a changed member of the key file is refused`(
    member: String, value: String, other: String
  ) throws {
    let canned = try Canned()
    let file = String(decoding: canned.keyFile, as: UTF8.self)
    let changed = file.replacingOccurrences(
      of: "\"\(member)\" : \(value)", with: "\"\(member)\" : \(other)")
    try #require(changed != file)
    #expect(throws: VaultError.self) {
      try Self.unlock(Array(changed.utf8), canned.campaign, "invented words")
    }
  }

  @Test(arguments: ["campaign", "publicKey", "salt", "sealed"])
  func `any changed digit of the key file is refused`(member: String) throws {
    let canned = try Canned()
    let file = canned.keyFile
    let label = Array("\"\(member)\" : \"".utf8)
    let start =
      try #require(
        file.indices.first { file[$0...].starts(with: label) }) + label.count
    let end = try #require(file[start...].firstIndex(of: UInt8(ascii: "\"")))
    for place in start..<end {
      var changed = file
      changed[place] = changed[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      #expect(throws: VaultError.self, "\(member) \(place - start)") {
        try Self.unlock(changed, canned.campaign, "invented words")
      }
    }
  }

  @Test(arguments: [
    ("n", "16", "17"), ("n", "16", "0"), ("n", "16", "1"), ("n", "16", "1099511627776"),
    ("n", "16", "18446744073709551615"), ("r", "8", "0"), ("r", "8", "1000000"), ("p", "1", "0"),
    ("p", "1", "1000"), ("n", "16", "-2"), ("n", "16", "1e9"),
  ])
  func `a key file that asks for a hostile cost is refused before it costs anything`(
    member: String, value: String, hostile: String
  ) throws {
    let canned = try Canned()
    let file = String(decoding: canned.keyFile, as: UTF8.self)
    let changed = file.replacingOccurrences(
      of: "\"\(member)\" : \(value)", with: "\"\(member)\" : \(hostile)")
    try #require(changed != file)
    #expect(throws: VaultError.keyFileUnreadable) {
      try Self.unlock(Array(changed.utf8), canned.campaign, "invented words")
    }
  }

  @Test func `another campaign's key file is refused`() throws {
    let canned = try Canned()
    #expect(throws: VaultError.keyFileUnreadable) {
      try Self.unlock(try Canned().keyFile, canned.campaign, "invented words")
    }
    #expect(throws: VaultError.keyFileUnreadable) {
      try Self.unlock([], canned.campaign, "invented words")
    }
  }

  // G8
  @Test func `the key is nowhere in its file in clear`() throws {
    let scalar = try HPKESuite.deriveKeyPair(RandomBytes.fresh(64))
    let bytes = scalar.withBytes { Array($0) }
    let key = try OpeningKey(scalar: scalar)
    let campaign = try Canned().campaign.id
    let file = try key.locked(Canned.passphrase, campaign: campaign, cost: Canned.cost)
    let text = String(decoding: file, as: UTF8.self)
    #expect(text.contains(Hex.text(key.publicKey)))
    for secret in [Hex.text(bytes), Data(bytes).base64EncodedString(), "invented words"] {
      #expect(!text.contains(secret))
    }
    #expect(Data(file).range(of: Data(bytes)) == nil)
  }

  // G8
  @Test func `a key file that others may read is refused, a missing one named`() throws {
    let office = try Office()
    let file = office.store.folder.appending(path: "keys/\(Hex.text(office.campaign.id)).key")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    for mode in [0o644, 0o640, 0o604, 0o620] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
      #expect(throws: VaultError.keyFileUnsafe) { try office.unlocked() }
    }
    try FileManager.default.removeItem(at: file)
    #expect(throws: VaultError.keyMissing) { try office.unlocked() }
  }

  private static func unlock(
    _ file: [UInt8], _ campaign: Campaign, _ passphrase: String
  ) throws {
    _ = try OpeningKey(
      unlocking: file, SecretBytes(copying: Array(passphrase.utf8)), for: campaign)
  }
}
