// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import GRDB
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog

@testable import Vault

@Suite struct LogMemoryTests {
  /// A log of invented leaves, as the office's intake signs it.
  private func log(
    _ office: Office, _ leaves: ClosedRange<UInt8>, period: UInt32
  ) throws -> (SignedCheckpoint, MerkleTree) {
    let tree = MerkleTree(leaves: leaves.map { Digest.sha256([$0]) })
    let text = try Checkpoint(
      campaign: office.campaign.id, size: tree.size, root: tree.root, period: period
    ).signed(by: office.intake)
    return (try SignedCheckpoint(text), tree)
  }

  @Test func `a vault remembers the newest log that it saw, also after it was closed`() throws {
    let office = try Office()
    #expect(try office.store.seenCheckpoint(of: office.campaign) == nil)
    let (first, firstTree) = try log(office, 1...4, period: 2)
    #expect(try office.store.remember(first, over: firstTree, of: office.campaign) == nil)
    let (second, secondTree) = try log(office, 1...9, period: 3)
    #expect(try office.store.remember(second, over: secondTree, of: office.campaign) == first)
    let again = try VaultStore(folder: office.store.folder)
    #expect(try again.seenCheckpoint(of: office.campaign) == second)
    #expect(try again.accesses().last?.action == "log verified")
  }

  // G12
  @Test func `a log that went back or was rewritten is named, and not remembered`() throws {
    let office = try Office()
    let (seen, tree) = try log(office, 1...6, period: 3)
    try office.store.remember(seen, over: tree, of: office.campaign)
    for (leaves, period, error) in [
      (1...5, 4, LogError.rolledBack), (1...6, 2, .rolledBack), (2...9, 4, .forked),
      (2...7, 3, .forked),
    ] as [(ClosedRange<UInt8>, UInt32, LogError)] {
      let (wrong, wrongTree) = try log(office, leaves, period: period)
      #expect(throws: error) {
        try office.store.remember(wrong, over: wrongTree, of: office.campaign)
      }
      #expect(try office.store.seenCheckpoint(of: office.campaign) == seen)
    }
  }

  @Test func `each campaign has a log of its own`() throws {
    let office = try Office()
    let other = try Canned(name: "other")
    try office.store.add(other.campaign, keyFile: other.keyFile)
    let (seen, tree) = try log(office, 1...6, period: 3)
    try office.store.remember(seen, over: tree, of: office.campaign)
    #expect(try office.store.seenCheckpoint(of: other.campaign) == nil)
  }

  @Test func `a memory that was changed is named`() throws {
    let office = try Office()
    let (seen, tree) = try log(office, 1...6, period: 3)
    try office.store.remember(seen, over: tree, of: office.campaign)
    try office.store.write { try $0.execute(sql: "UPDATE seenLog SET checkpoint = 'no'") }
    #expect(throws: VaultError.logMemoryDamaged) {
      try office.store.seenCheckpoint(of: office.campaign)
    }
  }
}
