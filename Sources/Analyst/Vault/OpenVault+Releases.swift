// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
public import TestimonyModel

extension OpenVault {
  /// Keeps a release's files, sealed, and marks its testimonies: none is ever counted again (G10).
  ///
  /// Its entry in the ledger is written with it: neither exists without the other. Cohorts of
  /// different releases are disjoint, so that subtracting one from another tells nothing. Where a
  /// campaign releases otherwise, `remember` is what it has to, kept under its id with the rest.
  ///
  /// The number is what ``nextRelease()`` gave before the figures were made: of two releases at once, one is kept.
  /// - Throws: ``VaultError/releasedMeanwhile``, ``VaultError/withdrawnMeanwhile``, ``VaultError/cannotWrite``.
  public func keepRelease(
    as number: Int, files: [String: [UInt8]], contributors: [[UInt8]], entry: [UInt8], day: Day,
    remember: [DecisionKind: [UInt8]] = [:]
  ) throws(VaultError) {
    let sealed = try archive(files, of: number)
    var kept: [(DecisionKind, [UInt8])] = []
    for (kind, bytes) in remember {
      kept.append((kind, try seal(bytes, for: campaign.id, purpose: kind.rawValue)))
    }
    try store.write { [kept] db in
      guard try Self.nextRelease(db) == number else { throw VaultError.releasedMeanwhile }
      for (kind, bytes) in kept { try write(bytes, of: kind, for: campaign.id, to: db) }
      try db.execute(
        sql: "INSERT INTO release (number, campaign, day, sealed) VALUES (?, ?, ?, ?)",
        arguments: [number, Data(campaign.id), day.number, Data(sealed)])
      try write(entry, of: number, to: db)
      let statement = try db.cachedStatement(
        sql: """
          UPDATE testimony SET release = ?
          WHERE record = ? AND campaign = ? AND release IS NULL
          """)
      for record in contributors {
        try statement.execute(arguments: [number, Data(record), Data(campaign.id)])
        guard db.changesCount == 0 else { continue }
        let isHere = try Int.fetchOne(
          db, sql: "SELECT 1 FROM testimony WHERE record = ?", arguments: [Data(record)])
        throw isHere == nil ? VaultError.withdrawnMeanwhile : .cannotWrite
      }
    }
  }

  /// Forgets files of a release, such as those that quote somebody who has withdrawn.
  public func keepFiles(
    of number: Int, where isKept: (String) -> Bool
  ) throws(VaultError) {
    let all = try releaseFiles(number)
    let files = all.filter { isKept($0.key) }
    guard files.count < all.count else { return }
    let sealed = try archive(files, of: number)
    try store.write { db in
      try db.execute(
        sql: "UPDATE release SET sealed = ? WHERE number = ? AND campaign = ?",
        arguments: [Data(sealed), number, Data(campaign.id)])
    }
  }

  private func archive(
    _ files: [String: [UInt8]], of number: Int
  ) throws(VaultError) -> [UInt8] {
    let bytes = Array((try? JSONEncoder().encode(files.mapValues { Data($0) })) ?? Data())
    return try seal(bytes, for: campaign.id, purpose: "release \(number)")
  }

  /// The number that the next release will have.
  public func nextRelease() throws(VaultError) -> Int {
    try store.read { try Self.nextRelease($0) }
  }

  private static func nextRelease(_ db: Database) throws -> Int {
    (try Int.fetchOne(db, sql: "SELECT max(number) FROM release") ?? 0) + 1
  }

  /// The files of a release as they were: a release given out again is a copy.
  public func releaseFiles(_ number: Int) throws(VaultError) -> [String: [UInt8]] {
    let sealed = try store.read { db in
      try Data.fetchOne(
        db, sql: "SELECT sealed FROM release WHERE number = ? AND campaign = ?",
        arguments: [number, Data(campaign.id)])
    }
    guard let sealed else { throw .unknownRelease }
    let archive = try open(Array(sealed), for: campaign.id, purpose: "release \(number)")
    guard let files = try? JSONDecoder().decode([String: Data].self, from: Data(archive)) else {
      throw .decisionDamaged
    }
    return files.mapValues(Array.init)
  }
}
