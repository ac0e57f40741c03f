// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import TestimonyModel
import TransparencyLog

/// One commit's work: look up, keep the record keys, then keep the records.
///
/// The two databases have no common commit. A record key is on disk before its record: a key without a record is harmless
/// and swept, a record without its key would be lost.
struct BatchStore {
  let inbox: Database
  let recordKeys: DatabaseQueue
  let receipts: ReceiptBook

  func store(_ arrivals: [Arrival]) throws -> [GroupCommit.Outcome] {
    var admitted: [[UInt8]: [UInt8]] = [:]
    var spent: Set<Data> = []
    var fresh: [(Arrival, Lane)] = []
    var outcomes: [GroupCommit.Outcome] = []
    for arrival in arrivals {
      if let before = try admitted[arrival.record] ?? known(arrival) {
        outcomes.append(
          before == arrival.commitment ? .success(.storedBefore) : .failure(.recordTaken))
      } else if let lane = try lane(of: arrival, &spent) {
        admitted[arrival.record] = arrival.commitment
        fresh.append((arrival, lane))
        outcomes.append(.success(.stored))
      } else {
        outcomes.append(.failure(.notInvited))
      }
    }
    try insert(try keep(fresh), spending: spent)
    return outcomes
  }

  private func known(_ arrival: Arrival) throws -> [UInt8]? {
    try Self.commitment(of: arrival.record, orWithdrawn: arrival.commitment, inbox)
  }

  /// The commitment under which a record is stored; a withdrawn one counts as stored, with whatever it is sent again.
  static func commitment(
    of record: [UInt8], orWithdrawn sent: [UInt8], _ inbox: Database
  ) throws -> [UInt8]? {
    let record = Data(record)
    let stored = try Data.fetchOne(
      inbox.cachedStatement(
        sql: """
          SELECT commitment FROM testimony WHERE record = ?1
          UNION ALL
          SELECT commitment FROM departed WHERE record = ?1
          """),
      arguments: [record])
    if let stored { return Array(stored) }
    let isGone = try Int.fetchOne(
      inbox.cachedStatement(sql: "SELECT 1 FROM withdrawn WHERE record = ?"), arguments: [record])
    return isGone == nil ? nil : sent
  }

  /// The lane by which a new testimony comes in, or nil where it does not.
  private func lane(of arrival: Arrival, _ spent: inout Set<Data>) throws -> Lane? {
    let name = receipts.slipName(of: arrival.slip)
    let isKnown = try Int.fetchOne(
      inbox.cachedStatement(sql: "SELECT 1 FROM slip WHERE name = ?"), arguments: [name])
    if isKnown != nil && spent.insert(name).inserted { return .invited }
    return arrival.takesUninvited ? .open : nil
  }

  /// Commits the record keys; where an earlier try left one, the arrival takes that one.
  private func keep(_ arrivals: [(Arrival, Lane)]) throws -> [(Arrival, Lane)] {
    guard !arrivals.isEmpty else { return [] }
    return try recordKeys.write { db in
      try arrivals.map { arrival, lane in
        try keepReceipt(of: arrival, db)
        let record = Data(arrival.record)
        try db.cachedStatement(
          sql: "INSERT INTO record_key (record, key) VALUES (?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [record, arrival.recordKey])
        guard db.changesCount == 0 else { return (arrival, lane) }
        let kept = try Data.fetchOne(
          db.cachedStatement(sql: "SELECT key FROM record_key WHERE record = ?"),
          arguments: [record])
        return (try arrival.layered(under: kept ?? arrival.recordKey), lane)
      }
    }
  }

  /// The receipt's row, and the leaf that the public log will show when the period has closed.
  private func keepReceipt(of arrival: Arrival, _ db: Database) throws {
    let entry = ReceiptEntry(.kept, record: arrival.record, commitment: arrival.commitment)
    try db.cachedStatement(
      sql: "INSERT INTO receipt (name, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [
      receipts.name(of: arrival.token), try receipts.seal(entry, for: arrival.token),
    ])
    let leaf = LogLeaf.testimony(
      commitment: arrival.commitment, blind: LogLeaf.blind(token: arrival.token))
    try db.cachedStatement(
      sql: "INSERT INTO waiting_leaf (leaf, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [Data(leaf), arrival.epoch])
  }

  /// Commits the records in the order of their random ids, so that the log of a commit tells no order of arrival.
  private func insert(_ arrivals: [(Arrival, Lane)], spending slips: Set<Data>) throws {
    guard !arrivals.isEmpty else { return }
    let sql = """
      INSERT INTO testimony (record, epoch, commitment, layered, lane) VALUES (?, ?, ?, ?, ?)
      """
    try inbox.inTransaction(.immediate) {
      let statement = try inbox.cachedStatement(sql: sql)
      for (arrival, lane) in arrivals.sorted(by: {
        $0.0.record.lexicographicallyPrecedes($1.0.record)
      }) {
        try statement.execute(arguments: [
          Data(arrival.record), arrival.epoch, Data(arrival.commitment), arrival.layered,
          Int(lane.rawValue),
        ])
      }
      let spend = try inbox.cachedStatement(sql: "DELETE FROM slip WHERE name = ?")
      for name in slips { try spend.execute(arguments: [name]) }
      return .commit
    }
  }
}
