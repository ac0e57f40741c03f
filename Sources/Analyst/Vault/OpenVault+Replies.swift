// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import TestimonyModel

extension OpenVault {
  /// The testimonies that have a decision of one kind, in the order of their ids.
  public func records(with kind: DecisionKind) throws(VaultError) -> [[UInt8]] {
    try store.read { db in
      try Data.fetchAll(
        db,
        sql: """
          SELECT record FROM decision JOIN testimony USING (record)
          WHERE kind = ? AND campaign = ? ORDER BY record
          """,
        arguments: [kind.rawValue, Data(campaign.id)]
      ).map(Array.init)
    }
  }

  /// Forgets one decision; false where there was none.
  public func undecide(_ kind: DecisionKind, for record: [UInt8]) throws(VaultError) -> Bool {
    try store.write { db in
      try db.execute(
        sql: "DELETE FROM decision WHERE record = ? AND kind = ?",
        arguments: [Data(record), kind.rawValue])
      return db.changesCount > 0
    }
  }

  /// Which of these testimonies were withdrawn.
  public func withdrawn(among records: [[UInt8]]) throws(VaultError) -> Set<[UInt8]> {
    let all = try store.read { try Data.fetchAll($0, sql: "SELECT record FROM withdrawn") }
    return Set(records).intersection(all.map(Array.init))
  }

  /// Whether a testimony whose id begins with these digits was withdrawn.
  public func isWithdrawn(beginning digits: String) throws(VaultError) -> Bool {
    let withdrawn = try store.read { try Data.fetchAll($0, sql: "SELECT record FROM withdrawn") }
    return !digits.isEmpty && withdrawn.contains { Hex.text($0).hasPrefix(digits.lowercased()) }
  }

  /// The number of the campaign's last answer; 0 before the first.
  public func lastAnswer() throws(VaultError) -> UInt32 {
    guard let bytes = try decision(.answer, for: campaign.id) else { return 0 }
    var rest = bytes[...]
    guard let number = rest.take(UInt32.self), rest.isEmpty else { throw .decisionDamaged }
    return number
  }

  /// Takes a number for an answer that is about to be written; it is never taken again.
  public func takeAnswer(number: UInt32) throws(VaultError) {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: number)
    try decide(.answer, bytes, for: campaign.id)
  }
}
