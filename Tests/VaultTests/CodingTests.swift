// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Vault

@Suite struct CodingTests {
  private let office: Office
  private let vault: OpenVault
  private let records: [[UInt8]]
  private let digest: [UInt8]

  init() throws {
    office = try Office()
    records = [1, 2, 3].map { [UInt8](repeating: $0, count: 16) }
    let canned = office.canned
    digest = try office.take(try records.map { try canned.sealed(record: $0) })
    vault = try office.unlocked()
  }

  @Test func `another coder's decisions stand beside one's own`() throws {
    try vault.decide(.themes, [9], for: records[0])
    let kept = try vault.keepCoding(of: "firuza", [records[0]: [1], records[1]: []])
    #expect(kept == 2)
    #expect(
      try vault.codings() == [
        OthersDecision(coder: "firuza", record: records[0], decision: [1]),
        OthersDecision(coder: "firuza", record: records[1], decision: []),
      ])
    #expect(try vault.decision(.themes, for: records[0]) == [9])
  }

  @Test func `a later file takes the place of her earlier one, and of nobody else's`() throws {
    _ = try vault.keepCoding(of: "firuza", [records[0]: [1], records[1]: [1]])
    _ = try vault.keepCoding(of: "sitora", [records[0]: [2]])
    _ = try vault.keepCoding(of: "firuza", [records[2]: [3]])
    let found = try vault.codings().map { "\($0.coder) \($0.record[0]) \($0.decision)" }
    #expect(found.sorted() == ["firuza 3 [3]", "sitora 1 [2]"])
    #expect(try vault.forgetCoding(of: "sitora"))
    #expect(try !vault.forgetCoding(of: "sitora"))
    #expect(try vault.codings().map(\.coder) == ["firuza"])
  }

  // G6
  @Test func `whoever withdraws is gone from other coders' decisions, and no file brings her back`()
    throws
  {
    _ = try vault.keepCoding(of: "firuza", [records[0]: [1], records[1]: [1]])
    try vault.decide(.settled, [5], for: records[0])
    try office.take(office.bundle(2, after: digest, withdrawn: [records[0]]).file)
    #expect(try vault.codings().map(\.record) == [records[1]])
    #expect(try vault.decision(.settled, for: records[0]) == nil)
    #expect(try vault.keepCoding(of: "firuza", [records[0]: [1], records[1]: [1]]) == 1)
    #expect(try vault.codings().map(\.record) == [records[1]])
  }

  // G8
  @Test func `neither a coder's name nor her notes are in the vault's files in clear`() throws {
    let note = Array("sentinel note".utf8)
    _ = try vault.keepCoding(of: "sentinel-coder", [records[0]: note])
    for file in try office.vaultFiles() {
      #expect(file.bytes.range(of: Data("sentinel".utf8)) == nil, "\(file.name)")
    }
  }

  // G12
  @Test(arguments: [
    """
    UPDATE coding SET sealed = (
      SELECT sealed FROM coding AS other
      WHERE other.record = CASE coding.record WHEN ?1 THEN ?2 ELSE ?1 END)
    """,
    "UPDATE coding SET coder = zeroblob(16) WHERE record = ?1 AND ?2 NOT NULL",
    "UPDATE coding SET sealed = x'00' WHERE record = ?1 AND ?2 NOT NULL",
  ])
  func `another coder's decision that was swapped or damaged does not open`(sql: String) throws {
    _ = try vault.keepCoding(of: "firuza", [records[0]: [1], records[1]: [2]])
    try office.store.write { db in
      try db.execute(sql: sql, arguments: [Data(records[0]), Data(records[1])])
    }
    #expect(throws: VaultError.decisionDamaged) { try vault.codings() }
  }

  @Test func `a file that was sealed opens in a colleague's vault and nowhere else`() throws {
    let file = try vault.sealCoding([7, 8])
    #expect(try vault.openCoding(file) == [7, 8])
    #expect(file.count == 37 + 4_096 + 16)
    #expect(try vault.sealCoding([7, 8]) != file)
    let other = try Office().unlocked()
    #expect(throws: VaultError.codingOfAnotherCampaign) { try other.openCoding(file) }
  }

  @Test func `much content takes more steps, little the same whatever is in it`() throws {
    let lengths = try [0, 1, 4_092, 4_093].map { count in
      try vault.sealCoding([UInt8](repeating: 1, count: count)).count - 53
    }
    #expect(lengths == [4_096, 4_096, 4_096, 8_192])
  }
}
