// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// One commit's work: look up, keep the record keys, then keep the records.
///
/// The two databases have no common commit. A record key is on disk before its record: a key without a record is harmless
/// and swept, a record without its key would be lost.
struct BatchStore {
  let inbox: Database
  let recordKeys: DatabaseQueue

  func store(_ arrivals: [Arrival]) throws -> [GroupCommit.Outcome] {
    var known: [[UInt8]: [UInt8]] = [:]
    var fresh: [Arrival] = []
    var outcomes: [GroupCommit.Outcome] = []
    for arrival in arrivals {
      let before = try known[arrival.record] ?? commitment(of: arrival.record)
      outcomes.append(Self.judge(arrival, before))
      if before == nil { fresh.append(arrival) }
      known[arrival.record] = before ?? arrival.commitment
    }
    try insert(try keep(fresh))
    return outcomes
  }

  private static func judge(_ arrival: Arrival, _ before: [UInt8]?) -> GroupCommit.Outcome {
    guard let before else { return .success(.stored) }
    return before == arrival.commitment ? .success(.storedBefore) : .failure(.recordTaken)
  }

  private func commitment(of record: [UInt8]) throws -> [UInt8]? {
    try Data.fetchOne(
      inbox.cachedStatement(sql: "SELECT commitment FROM testimony WHERE record = ?"),
      arguments: [Data(record)]
    ).map(Array.init)
  }

  /// Commits the record keys; where an earlier try left one, the arrival takes that one.
  private func keep(_ arrivals: [Arrival]) throws -> [Arrival] {
    guard !arrivals.isEmpty else { return [] }
    return try recordKeys.write { db in
      try arrivals.map { arrival in
        let record = Data(arrival.record)
        try db.cachedStatement(
          sql: "INSERT INTO record_key (record, key) VALUES (?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [record, arrival.recordKey])
        guard db.changesCount == 0 else { return arrival }
        let kept = try Data.fetchOne(
          db.cachedStatement(sql: "SELECT key FROM record_key WHERE record = ?"),
          arguments: [record])
        return try arrival.layered(under: kept ?? arrival.recordKey)
      }
    }
  }

  /// Commits the records in the order of their random ids, so that the log of a commit tells no order of arrival.
  private func insert(_ arrivals: [Arrival]) throws {
    guard !arrivals.isEmpty else { return }
    let sql = "INSERT INTO testimony (record, epoch, commitment, layered) VALUES (?, ?, ?, ?)"
    try inbox.inTransaction(.immediate) {
      let statement = try inbox.cachedStatement(sql: sql)
      for arrival in arrivals.sorted(by: { $0.record.lexicographicallyPrecedes($1.record) }) {
        try statement.execute(arguments: [
          Data(arrival.record), arrival.epoch, Data(arrival.commitment), arrival.layered,
        ])
      }
      return .commit
    }
  }
}
