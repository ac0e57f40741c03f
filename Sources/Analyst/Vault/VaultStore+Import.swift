// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import GRDB
import SealedBundle
import Sealing
public import TestimonyModel

/// What an import brought.
public struct ImportReport: Equatable, Sendable {
  /// The bundle's number.
  public let sequence: Int
  /// How many testimonies are new.
  public let added: Int
  /// How many were in the vault, had been withdrawn, or had left the intake once.
  public let known: Int
  /// How many were withdrawn and are gone now.
  public let withdrawn: Int
  /// How many the bundle only names: they were withdrawn, or left the intake, before it was made again.
  public var gone = 0
  /// How many bear the id of a campaign, which no browser gives: they were not taken in.
  public var refused = 0
}

/// Where a testimony came from: its period, its lane and its bundle.
private struct Place {
  let epoch: Int
  let lane: Lane
  let bundle: Int
}

extension VaultStore {
  /// Imports a bundle whole, or not at all; a refusal says why by name.
  ///
  /// The file is read twice: once to its end for chain and signature, once to import. Memory does not grow with it.
  /// `today` is nil where the bundle may not be the newest: then ``noteUpToDate(_:today:)`` says when it was. `progress` is
  /// told the share done, from 0 to 1.
  public func importBundle(
    _ file: URL, of campaign: Campaign, today: Day?, progress: (Double) -> Void = { _ in }
  ) throws -> ImportReport {
    guard let intake = try trustedIntake(of: campaign) else { throw VaultError.intakeNotTrusted }
    let digest = try BundleReader.verify(
      try FileHandle(forReadingFrom: file), of: campaign, from: intake
    ) { progress($0 * 0.3) }
    var reader = try BundleReader(
      try FileHandle(forReadingFrom: file), of: campaign, from: intake)
    let report = try write { db in
      // Here, so that no other program can import between this check and the writing.
      try Self.checkSuccession(reader.header, digest: digest, of: campaign, db)
      let report = try Self.take(&reader, campaign, db) { progress(0.3 + $0 * 0.7) }
      // The file was read twice: it must have been the same file.
      guard reader.digest == digest else { throw VaultError.brokenSuccession }
      try Self.forgetStrays(db)
      try Self.note(report, digest: digest, of: campaign, today: today, db)
      return report
    }
    // It is in the vault: what fails from here on is tried again at the next pull, opening or import.
    try? sweepIncoming(of: campaign)
    _ = try? emptyLog()
    return report
  }

  private static func note(
    _ report: ImportReport, digest: [UInt8], of campaign: Campaign, today: Day?, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE campaign SET lastSequence = ?, lastDigest = ?, lastImport = coalesce(?, lastImport)
        WHERE id = ?
        """,
      arguments: [report.sequence, Data(digest), today?.number, Data(campaign.id)])
    try log(.bundleImported, about: "\(campaign.name) \(report.sequence)", to: db)
  }

  /// Refuses a bundle that was seen, that skips one, or that does not follow from the last (G12).
  private static func checkSuccession(
    _ header: BundleHeader, digest: [UInt8], of campaign: Campaign, _ db: Database
  ) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT lastSequence, lastDigest FROM campaign WHERE id = ?",
      arguments: [Data(campaign.id)])
    guard let row else { throw VaultError.unknownCampaign }
    let last: Int = row["lastSequence"]
    let lastDigest = Array(row["lastDigest"] as Data)
    if Int(header.sequence) == last && digest == lastDigest { throw VaultError.alreadyImported }
    if Int(header.sequence) == last { throw VaultError.replayedBundle }
    if Int(header.sequence) < last { throw VaultError.olderBundle }
    guard Int(header.sequence) == last + 1 else {
      throw VaultError.bundleMissing(wanted: UInt32(last + 1))
    }
    guard header.previous == lastDigest else { throw VaultError.brokenSuccession }
  }

  private static func take(
    _ reader: inout BundleReader, _ campaign: Campaign, _ db: Database,
    progress: (Double) -> Void
  ) throws -> ImportReport {
    var (added, known, withdrawn, gone, refused, seen) = (0, 0, 0, 0, 0, 0)
    let total = Double(max(1, reader.header.records))
    while let entry = try reader.next() {
      switch entry {
      case _ where try isCampaign(entry.id, db): refused += 1
      case .record(let epoch, let lane, let sealed):
        let place = Place(epoch: Int(epoch), lane: lane, bundle: Int(reader.header.sequence))
        let isNew = try insert(sealed, place, campaign, db)
        if isNew { added += 1 } else { known += 1 }
      case .withdrawal(let record):
        withdrawn += try forget(record, campaign, db) ? 1 : 0
      case .hole(let record):
        try remember(hole: record, campaign, db)
        gone += 1
      }
      seen += 1
      if seen.isMultiple(of: 500) { progress(min(1, Double(seen) / total)) }
    }
    return ImportReport(
      sequence: Int(reader.header.sequence), added: added, known: known, withdrawn: withdrawn,
      gone: gone, refused: refused)
  }

  /// Whether an id is a campaign's own: what is decided for the whole of one stands under it, and no entry may touch that.
  private static func isCampaign(_ id: [UInt8], _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM campaign WHERE id = ?)"),
      arguments: [Data(id)]) ?? false
  }

  private static func insert(
    _ sealed: [UInt8], _ place: Place, _ campaign: Campaign, _ db: Database
  ) throws -> Bool {
    let record = try SealedTestimony(sealed, of: campaign).header.record
    try db.cachedStatement(
      sql: """
        INSERT INTO testimony (record, campaign, epoch, lane, bundle, sealed)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6
        WHERE NOT EXISTS (SELECT 1 FROM withdrawn WHERE record = ?1 AND campaign = ?2)
          AND NOT EXISTS (SELECT 1 FROM hole WHERE record = ?1 AND campaign = ?2)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [
      Data(record), Data(campaign.id), place.epoch, Int(place.lane.rawValue), place.bundle,
      Data(sealed),
    ])
    return db.changesCount == 1
  }

  /// Keeps the id of a testimony that had left the intake: withdrawn, or gone to another vault.
  ///
  /// Nothing is forgotten for it, since of a withdrawal an entry of its own tells. Yet the testimony does not come in any more
  /// either: only an intake that was restored without its newer record keys would send it, and it may be withdrawn (G6).
  private static func remember(
    hole record: [UInt8], _ campaign: Campaign, _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO hole (record, campaign) SELECT ?1, ?2
        WHERE NOT EXISTS (SELECT 1 FROM testimony WHERE record = ?1)
          AND NOT EXISTS (SELECT 1 FROM withdrawn WHERE record = ?1 AND campaign = ?2)
        ON CONFLICT DO NOTHING
        """
    ).execute(arguments: [Data(record), Data(campaign.id)])
  }

  /// Withdrawn means gone: the sealed words and everything decided about them (G6).
  ///
  /// An intake speaks for its own campaign: a notice about another campaign's testimony does nothing (G12).
  private static func forget(
    _ record: [UInt8], _ campaign: Campaign, _ db: Database
  ) throws -> Bool {
    let record = Data(record)
    let owner = try Data.fetchOne(
      db, sql: "SELECT campaign FROM testimony WHERE record = ?", arguments: [record])
    guard owner == nil || owner == Data(campaign.id) else { return false }
    try db.execute(
      sql: "INSERT INTO withdrawn (record, campaign) VALUES (?, ?) ON CONFLICT DO NOTHING",
      arguments: [record, Data(campaign.id)])
    try db.execute(
      sql: "DELETE FROM hole WHERE record = ? AND campaign = ?",
      arguments: [record, Data(campaign.id)])
    for table in ["decision", "coding", "testimony"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE record = ?", arguments: [record])
    }
    return db.changesCount > 0
  }

  /// Empties the write-ahead log, where deleted pages would wait.
  ///
  /// False while another program reads. That is no failure: the next opening of the vault does it, or the next import.
  @discardableResult
  func emptyLog() throws(VaultError) -> Bool {
    do {
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      return false
    } catch { throw .cannotWrite }
  }

  /// Does what another program's reading had kept ``emptyLog()`` from; waits for nobody.
  static func emptyLogIfFree(_ database: DatabaseQueue) {
    try? database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Self.patience)000") }
      _ = try db.checkpoint(.truncate)
    }
  }
}
