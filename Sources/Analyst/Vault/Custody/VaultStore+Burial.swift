// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
public import TestimonyModel

extension VaultStore {
  /// The day on which a campaign was buried, or nil.
  public func burial(of campaign: Campaign) throws(VaultError) -> Day? {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT buried FROM campaign WHERE id = ?", arguments: [Data(campaign.id)])
    }.map(Day.init(number:))
  }

  /// Ends a campaign for ever: its key goes, and with it every sealed testimony and decision becomes noise.
  ///
  /// The day is written first: should the machine stop in between, the campaign opens no more, and burying it again
  /// finishes the work. Noise takes room and invites questions, so it is deleted as well. What stays: that the campaign
  /// was, who was withdrawn, what was released when, and both records of who did what.
  ///
  /// `custodians` are the numbers of those whose names were typed for it: that, and no more, goes on record.
  public func bury(
    _ campaign: Campaign, today: Day, naming custodians: [Int] = []
  ) throws(VaultError) {
    try write { try Self.markBuried(campaign, today, naming: custodians, in: $0) }
    try removeWhatIsBefore(campaign)
    if FileManager.default.fileExists(atPath: custodyURL(of: campaign).path) {
      try SecretFile.remove(custodyURL(of: campaign))
    }
    try write { db in
      for table in ["decision", "coding"] {
        try db.execute(
          sql: """
            DELETE FROM \(table)
            WHERE record = ?1 OR record IN (SELECT record FROM testimony WHERE campaign = ?1)
            """, arguments: [Data(campaign.id)])
      }
      try db.execute(
        sql: "DELETE FROM testimony WHERE campaign = ?", arguments: [Data(campaign.id)])
      try db.execute(
        sql: "UPDATE release SET sealed = x'' WHERE campaign = ?", arguments: [Data(campaign.id)])
      try db.execute(
        sql: """
          UPDATE ledger SET sealed = x''
          WHERE number IN (SELECT number FROM release WHERE campaign = ?)
          """, arguments: [Data(campaign.id)])
    }
    try eraseIncoming(of: campaign)
    guard try emptyLog() else { throw .othersRead }
  }

  /// Writes the day and what is known of it together, once: who finishes a burial adds nothing to it.
  private static func markBuried(
    _ campaign: Campaign, _ today: Day, naming custodians: [Int], in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE campaign SET buried = ? WHERE id = ? AND buried IS NULL",
      arguments: [today.number, Data(campaign.id)])
    guard db.changesCount > 0 else { return }
    for number in custodians {
      try Self.log(.custodianNamed, about: "\(campaign.name) \(number)", to: db)
    }
    try Self.log(.campaignBuried, about: campaign.name, to: db)
  }
}
