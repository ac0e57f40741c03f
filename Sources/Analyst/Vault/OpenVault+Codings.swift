// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel

/// What another coder decided about one testimony.
public struct OthersDecision: Equatable, Sendable {
  /// The coder's name.
  public let coder: String
  /// The testimony's id.
  public let record: [UInt8]
  /// The decision's bytes.
  public let decision: [UInt8]

  /// One decision of one coder.
  public init(coder: String, record: [UInt8], decision: [UInt8]) {
    (self.coder, self.record, self.decision) = (coder, record, decision)
  }
}

extension OpenVault {
  /// Seals decisions into a file that opens only where the campaign's opening key is.
  public func sealCoding(_ content: [UInt8]) throws(VaultError) -> [UInt8] {
    do {
      return try CodingFile.seal(
        content, key: codingKey, campaign: campaign.id, nonce: RandomBytes.fresh(AEAD.nonceLength))
    } catch { throw .cannotWrite }
  }

  /// Opens such a file.
  /// - Throws: ``VaultError/notACodingFile``, ``VaultError/codingOfAnotherCampaign``,
  ///   ``VaultError/codingDamaged``.
  public func openCoding(_ file: [UInt8]) throws(VaultError) -> [UInt8] {
    try CodingFile.open(file, key: codingKey, campaign: campaign.id)
  }

  /// Keeps what another coder decided, in place of all that she had decided before.
  ///
  /// Decisions about testimonies that this vault does not have are left out: whoever withdrew is not
  /// remembered by a colleague's file (G6).
  /// - Returns: how many decisions were kept.
  public func keepCoding(
    of coder: String, _ decisions: [[UInt8]: [UInt8]]
  ) throws(VaultError) -> Int {
    let tag = coderTag(coder)
    let head = Self.head(coder)
    let rows = try decisions.map { (record: [UInt8], decision: [UInt8]) throws(VaultError) in
      (record, try seal(head + decision, for: record, purpose: Self.purpose(tag)))
    }
    return try store.write { db in
      try forgetCoding(tag, db)
      var kept = 0
      for (record, sealed) in rows { kept += try insertCoding(sealed, of: tag, record, db) }
      return kept
    }
  }

  /// Asks in the writing's own transaction whether the testimony is there: it may be withdrawn meanwhile.
  private func insertCoding(
    _ sealed: [UInt8], of tag: [UInt8], _ record: [UInt8], _ db: Database
  ) throws -> Int {
    try db.execute(
      sql: """
        INSERT INTO coding (record, coder, sealed) SELECT ?1, ?2, ?3
        WHERE EXISTS (SELECT 1 FROM testimony WHERE record = ?1 AND campaign = ?4)
        """,
      arguments: [Data(record), Data(tag), Data(sealed), Data(campaign.id)])
    return db.changesCount
  }

  /// All that other coders decided about this campaign's testimonies, in the order of their ids.
  public func codings() throws(VaultError) -> [OthersDecision] {
    let rows = try store.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT record, coder, coding.sealed AS sealed FROM coding JOIN testimony USING (record)
          WHERE campaign = ? ORDER BY record, coder
          """, arguments: [Data(campaign.id)]
      ).map {
        (Array($0["record"] as Data), Array($0["coder"] as Data), Array($0["sealed"] as Data))
      }
    }
    var found: [OthersDecision] = []
    for (record, tag, sealed) in rows {
      var rest = try open(sealed, for: record, purpose: Self.purpose(tag))[...]
      guard let length = rest.take(UInt8.self), let name = rest.take(Int(length)),
        let coder = String(validating: name, as: UTF8.self), coderTag(coder) == tag
      else { throw .decisionDamaged }
      found.append(OthersDecision(coder: coder, record: record, decision: Array(rest)))
    }
    return found
  }

  /// Takes out what another coder decided; false where there was nothing.
  public func forgetCoding(of coder: String) throws(VaultError) -> Bool {
    let tag = coderTag(coder)
    return try store.write { db in try forgetCoding(tag, db) > 0 }
  }

  @discardableResult
  private func forgetCoding(_ tag: [UInt8], _ db: Database) throws -> Int {
    try db.execute(
      sql: """
        DELETE FROM coding WHERE coder = ?
        AND record IN (SELECT record FROM testimony WHERE campaign = ?)
        """, arguments: [Data(tag), Data(campaign.id)])
    return db.changesCount
  }

  /// Stands for a coder in the table, so that the file on disk names nobody.
  private func coderTag(_ coder: String) -> [UInt8] {
    let code = MAC.hmacSHA256(
      key: decisionKey, DomainLabel.decisions.bytes + Array("coder \(coder)".utf8))
    return Array(code.prefix(16))
  }

  private static func head(_ coder: String) -> [UInt8] {
    let name = Array(coder.utf8.prefix(255))
    return [UInt8(name.count)] + name
  }

  private static func purpose(_ tag: [UInt8]) -> String { "coding \(Hex.text(tag))" }
}
