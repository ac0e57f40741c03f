// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
public import TestimonyModel
public import TransparencyLog

extension VaultStore {
  /// The newest checkpoint of the intake's log that was ever found in order, or nil.
  public func seenCheckpoint(of campaign: Campaign) throws(VaultError) -> SignedCheckpoint? {
    let text = try read { db in
      try String.fetchOne(
        db, sql: "SELECT checkpoint FROM seenLog WHERE campaign = ?",
        arguments: [Data(campaign.id)])
    }
    guard let text else { return nil }
    do { return try SignedCheckpoint(text) } catch { throw .logMemoryDamaged }
  }

  /// Checks that a log in order goes on from the newest one that was seen, and remembers it.
  ///
  /// `tree` is what ``LogFile/verify(of:by:)`` gave for the log of `checkpoint`. Gives what was remembered until now.
  @discardableResult
  public func remember(
    _ checkpoint: SignedCheckpoint, over tree: MerkleTree, of campaign: Campaign
  ) throws -> SignedCheckpoint? {
    let seen = try seenCheckpoint(of: campaign)
    if let seen { try tree.checkGoesOn(from: seen.checkpoint, to: checkpoint.checkpoint) }
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO seenLog (campaign, checkpoint) VALUES (?, ?)
          ON CONFLICT (campaign) DO UPDATE SET checkpoint = excluded.checkpoint
          """,
        arguments: [Data(campaign.id), checkpoint.text])
    }
    try log(.logVerified, about: "\(campaign.name) \(checkpoint.checkpoint.size)")
    return seen
  }
}
