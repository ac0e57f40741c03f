// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel

/// One entry of a campaign's custody record.
public struct CustodyEntry: Equatable, Sendable {
  /// The entry's number, from 1.
  public let number: Int
  /// When, to the minute, UTC: this is about custodians, not about survivors.
  public let minute: String
  /// Which set, and the numbers of those who were there.
  public let about: String
  /// The first bytes of the chain's link, for people to note on paper: who later meets another one at this number
  /// knows that the record was changed.
  public let mark: String
}

extension OpenVault {
  /// Writes who opened together; chained under a key that only an opened campaign has (G9).
  ///
  /// The access log can be written again by whoever has the file. This record cannot, without the custodians: an
  /// entry that is changed or taken out of the middle is noticed, and one that is dropped from the end is by
  /// whoever noted the last mark.
  public func recordJoin(set: String, indexes: [Int]) throws(VaultError) -> CustodyEntry {
    let before = try custodyRecord()
    let about = "\(set.prefix(8)) \(indexes.sorted().map(String.init).joined(separator: " "))"
    let (number, minute) = (before.count + 1, VaultStore.minute(of: Date()))
    let link = try store.write { db -> [UInt8] in
      let link = self.link(number, minute, about, after: try Self.lastLink(of: campaign.id, db))
      try db.execute(
        sql: """
          INSERT INTO custody (campaign, number, minute, about, link) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [Data(campaign.id), number, minute, about, Data(link)])
      return link
    }
    try store.log(.joined, about: "\(campaign.name) \(about)")
    return CustodyEntry(
      number: number, minute: minute, about: about, mark: Hex.groups(link.prefix(4)))
  }

  /// All joins of this campaign, oldest first.
  /// - Throws: ``VaultError/custodyRecordBroken`` where an entry was changed or taken out.
  public func custodyRecord() throws(VaultError) -> [CustodyEntry] {
    try store.read { db in
      var previous: [UInt8] = []
      return try Row.fetchAll(
        db, sql: "SELECT * FROM custody WHERE campaign = ? ORDER BY number",
        arguments: [Data(campaign.id)]
      ).enumerated().map { index, row in
        let (number, minute): (Int, String) = (row["number"], row["minute"])
        let about: String = row["about"]
        let link = self.link(number, minute, about, after: previous)
        guard number == index + 1, MAC.equal(link, Array(row["link"] as Data)) else {
          throw VaultError.custodyRecordBroken
        }
        previous = link
        return CustodyEntry(
          number: number, minute: minute, about: about, mark: Hex.groups(link.prefix(4)))
      }
    }
  }

  private func link(
    _ number: Int, _ minute: String, _ about: String, after previous: [UInt8]
  ) -> [UInt8] {
    MAC.hmacSHA256(key: custodyKey, previous + Array("\(number)\n\(minute)\n\(about)".utf8))
  }

  private static func lastLink(of campaign: [UInt8], _ db: Database) throws -> [UInt8] {
    let link = try Data.fetchOne(
      db, sql: "SELECT link FROM custody WHERE campaign = ? ORDER BY number DESC LIMIT 1",
      arguments: [Data(campaign)])
    return link.map(Array.init) ?? []
  }
}
