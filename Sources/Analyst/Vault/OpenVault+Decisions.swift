// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel

/// What an analyst decides about a testimony.
public enum DecisionKind: String, CaseIterable, Sendable {
  /// Which marks of the redaction were changed: offsets, no words.
  case redaction
  /// Which themes were confirmed.
  case themes
  /// Which themes were chosen so far by somebody who has not said that she is done; never counted.
  case themesBegun
  /// Which marks of the redaction somebody looked at: offsets, no words.
  case redactionReview
  /// What is replied to the one who wrote it.
  case reply
  /// Words that may be shown, with the signatures under them; one for each testimony.
  case quotation
  /// Who may propose and approve quotations; kept under the campaign's id.
  case reviewers
  /// Which testimonies a release quotes; kept under the campaign's id.
  case quoted
  /// How the campaign releases, and what that has to remember; kept under the campaign's id.
  case scope
  /// The number of the campaign's last answer; kept under the campaign's id.
  case answer
  /// Which themes were agreed on where coders had differed, and who had.
  case settled
  /// The name under which this vault's themes go to other coders; kept under the campaign's id.
  case coder
  /// The codes that are not given without a person; kept under the campaign's id.
  case marked
  /// Which testimonies were proposed as a new theme that is none; kept under the campaign's id.
  case dismissed
  /// Which adopted themes a testimony's answers were gathered under; it is proposed for them.
  case gathered
}

extension OpenVault {
  /// Stores a decision, sealed; it replaces the one before.
  /// - Throws: ``VaultError/withdrawnMeanwhile`` where the testimony was withdrawn, also while it was being read.
  public func decide(
    _ kind: DecisionKind, _ decision: [UInt8], for record: [UInt8]
  ) throws(VaultError) {
    let sealed = try seal(decision, for: record, purpose: kind.rawValue)
    try store.write { try write(sealed, of: kind, for: record, to: $0) }
  }

  func write(
    _ sealed: [UInt8], of kind: DecisionKind, for record: [UInt8], to db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO decision (record, kind, sealed) SELECT ?1, ?2, ?3
        WHERE ?1 = ?4
          OR NOT EXISTS (SELECT 1 FROM withdrawn WHERE record = ?1 AND campaign = ?4)
        ON CONFLICT DO UPDATE SET sealed = excluded.sealed
        """,
      arguments: [Data(record), kind.rawValue, Data(sealed), Data(campaign.id)])
    // Another program may have imported the withdrawal meanwhile: nothing is kept of it any more (G6).
    guard db.changesCount > 0 else { throw VaultError.withdrawnMeanwhile }
  }

  /// The decision on one testimony, or nil.
  public func decision(
    _ kind: DecisionKind, for record: [UInt8]
  ) throws(VaultError) -> [UInt8]? {
    let sealed = try store.read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT sealed FROM decision WHERE record = ? AND kind = ?"),
        arguments: [Data(record), kind.rawValue])
    }
    guard let sealed else { return nil }
    return try open(Array(sealed), for: record, purpose: kind.rawValue)
  }

  /// All decisions of one kind, still sealed: for whoever goes through all testimonies.
  public func decisions(_ kind: DecisionKind) throws(VaultError) -> SealedDecisions {
    let rows = try store.read { db in
      try Row.fetchAll(
        db, sql: "SELECT record, sealed FROM decision WHERE kind = ?", arguments: [kind.rawValue]
      ).map { (Array($0["record"] as Data), Array($0["sealed"] as Data)) }
    }
    return SealedDecisions(
      vault: self, kind: kind, sealed: Dictionary(rows, uniquingKeysWith: { first, _ in first }))
  }

  func seal(
    _ bytes: [UInt8], for record: [UInt8], purpose: String
  ) throws(VaultError) -> [UInt8] {
    do {
      let nonce = try RandomBytes.fresh(AEAD.nonceLength)
      return nonce
        + (try AEAD.seal(
          bytes, key: decisionKey, nonce: nonce, associated: associated(record, purpose)))
    } catch { throw .cannotWrite }
  }

  func open(
    _ sealed: [UInt8], for record: [UInt8], purpose: String
  ) throws(VaultError) -> [UInt8] {
    do {
      return try AEAD.open(
        sealed.dropFirst(AEAD.nonceLength), key: decisionKey,
        nonce: Array(sealed.prefix(AEAD.nonceLength)), associated: associated(record, purpose))
    } catch { throw .decisionDamaged }
  }

  /// Binds a decision to its testimony and kind: swapped rows are refused (G12).
  private func associated(_ record: [UInt8], _ purpose: String) -> [UInt8] {
    DomainLabel.decisions.bytes + record + Array(purpose.utf8)
  }
}

/// All decisions of one kind; each is opened when it is asked for, on whichever core.
public struct SealedDecisions: Sendable {
  let vault: OpenVault
  let kind: DecisionKind
  let sealed: [[UInt8]: [UInt8]]

  /// The decision on one testimony, or nil.
  public func of(_ record: [UInt8]) throws(VaultError) -> [UInt8]? {
    guard let sealed = sealed[record] else { return nil }
    return try vault.open(sealed, for: record, purpose: kind.rawValue)
  }
}
