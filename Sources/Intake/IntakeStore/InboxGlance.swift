// SPDX-License-Identifier: Apache-2.0

public import Foundation
import GRDB

/// Counts what waits in an inbox of whatever version, and changes nothing in its folder.
///
/// ``SQLiteInbox`` migrates what it opens, which is right for a server and wrong for whoever only asks: a server of the version
/// before may be running.
public struct InboxGlance {
  private let inbox: DatabaseQueue

  /// Opens the inbox of a folder for reading, or gives nil where there is none that can be read.
  public init?(folder: URL) {
    guard let opened = Self.open("inbox", in: folder) else { return nil }
    inbox = opened
  }

  private static func open(_ name: String, in folder: URL) -> DatabaseQueue? {
    let file = folder.appending(path: "\(name).sqlite")
    let log = folder.appending(path: "\(name).sqlite-wal")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(30)
    configuration.publicStatementArguments = false
    // Where nobody has it open there is no write-ahead log, and SQLite would leave an empty one behind, of whichever user
    // asked. A server that starts in this very moment can at worst make the count wrong.
    let isServed = FileManager.default.fileExists(atPath: log.path)
    let path = isServed ? file.path : file.absoluteString + "?immutable=1"
    return try? DatabaseQueue(path: path, configuration: configuration)
  }

  /// Whether something in a folder was signed by the intake's key: a bundle, or the public log, which begins with the first start.
  public static func hasSigned(in folder: URL) throws(IntakeStoreError) -> Bool {
    do {
      return try [("inbox", "bundle"), ("log", "checkpoint")].contains { name, table in
        guard let queue = open(name, in: folder) else { return false }
        return try queue.read { db in
          guard try db.tableExists(table) else { return false }
          return try Int.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") == 1
        }
      }
    } catch { throw .cannotOpen }
  }

  /// How many testimonies from before `epoch`, without a slip from before `openLane`, are still here; those in no bundle, or
  /// all.
  public func waiting(
    before epoch: Int, openLane: Int? = nil, alsoBundled: Bool
  ) throws(IntakeStoreError) -> Int {
    do {
      return try inbox.read { db in
        // The first schema had no lanes; its other columns stand in every one that there was.
        let hasLanes = try db.columns(in: "testimony").contains { $0.name == "lane" }
        let isBefore = hasLanes ? SQLiteInbox.isBefore : "epoch < min(?, ?)"
        return try Int.fetchOne(
          db, sql: "SELECT count(*) FROM testimony WHERE \(isBefore) AND (? OR bundle IS NULL)",
          arguments: [epoch, openLane ?? epoch, alsoBundled]) ?? 0
      }
    } catch { throw .cannotOpen }
  }
}
