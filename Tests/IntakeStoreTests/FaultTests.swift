// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyTesting
import TransparencyLog

@testable import IntakeStore

/// What happens when the disk, a page or the clock is not as it should be; failing writes: Tests/Journey/test_faults.py.
@Suite struct FaultTests {
  private static let files = ["inbox.sqlite", "record-keys.sqlite", "log.sqlite"]

  private static func filled() async throws -> (Desk, Set<[UInt8]>) {
    let desk = try Desk()
    var records: Set<[UInt8]> = []
    for _ in 0..<6 { records.insert(try await desk.submitted().0.header.record) }
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 3, count: 32)))
    try desk.inbox.publishLog(before: 1, key: key)
    try desk.inbox.tidy()
    try desk.inbox.close()
    return (desk, records)
  }

  /// What a start and a bundle give on a copy of the folder with one page changed.
  private static func bundled(
    _ desk: Desk, damaging file: String, at place: Int
  ) throws -> Set<[UInt8]>? {
    let scratch = try Scratch()
    for name in try FileManager.default.contentsOfDirectory(atPath: desk.scratch.folder.path) {
      try FileManager.default.copyItem(
        at: desk.scratch.folder.appending(path: name), to: scratch.folder.appending(path: name))
    }
    let damaged = try FileHandle(forUpdating: scratch.folder.appending(path: file))
    try damaged.seek(toOffset: UInt64(place))
    // Sixteen bytes gone, as when a sector is read as zeros or as another's.
    try damaged.write(contentsOf: Data(repeating: place.isMultiple(of: 512) ? 0 : 0xa5, count: 16))
    try damaged.close()
    do {
      let inbox = try SQLiteInbox(folder: scratch.folder, campaign: desk.canned.campaign)
      try inbox.checkPages()
      try inbox.finishWithdrawals()
      _ = try inbox.sweepOrphanKeys()
      let plan = try inbox.beginBundle(before: 1)
      return Set(try Desk.content(of: plan, in: inbox).map(\.sealed.header.record))
    } catch is IntakeStoreError { return nil }
  }

  // G5 G12
  @Test(arguments: files)
  func `a page that was damaged is found, or costs no testimony`(file: String) async throws {
    let (desk, records) = try await Self.filled()
    let size = try Data(contentsOf: desk.scratch.folder.appending(path: file)).count
    var refused = 0
    // The head of each page, where its structure stands, and its middle.
    for place in stride(from: 0, to: size, by: 4_096).flatMap({ [$0, $0 + 101, $0 + 2_048] }) {
      let found = try Self.bundled(desk, damaging: file, at: place)
      if let found { #expect(found == records, "\(file) at \(place)") } else { refused += 1 }
    }
    #expect(refused > 0)
  }

  // G5
  @Test func `record keys are not swept beside an inbox that is damaged`() async throws {
    let (desk, _) = try await Self.filled()
    // A page that holds nothing, as a disk may give one from before: to SQLite a table without rows, and no error.
    let path = desk.scratch.folder.appending(path: "inbox.sqlite")
    let root = try await DatabaseQueue(path: path.path).read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'testimony'")
    }
    let file = try FileHandle(forUpdating: path)
    try file.seek(toOffset: UInt64(try #require(root) - 1) * 4_096)
    // The head of an empty leaf of a table without rowid: no free block, no cell, content from the page's end (sqlite.org/fileformat.html §1.6).
    try file.write(contentsOf: Data([0x0a, 0, 0, 0, 0, 0x10, 0, 0]) + Data(count: 4_088))
    try file.close()
    let inbox = try desk.reopened()
    let kept = try await inbox.recordKeys.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM record_key")
    }
    #expect(kept == 6)
    let lock = try ServerLock(folder: desk.scratch.folder)
    #expect(throws: IntakeStoreError.damaged) { try inbox.begin(holding: lock) }
    let left = try await inbox.recordKeys.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM record_key")
    }
    #expect(left == 6)
  }

  // G5
  @Test func `a full database says so, and takes the same testimony when there is room`()
    async throws
  {
    for name in ["inbox", "record keys"] {
      let desk = try Desk()
      _ = try await desk.submitted()
      let queue = name == "inbox" ? desk.inbox.inbox : desk.inbox.recordKeys
      try await queue.writeWithoutTransaction { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        try db.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
      var refused: [SealedTestimony] = []
      while refused.isEmpty {
        let sealed = try desk.canned.sealed()
        do { _ = try await desk.inbox.accept(sealed, epoch: 0) } catch { refused.append(sealed) }
      }
      let before = try desk.inbox.count()
      try await queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA max_page_count = 1073741823")
      }
      for sealed in refused {
        #expect(try await desk.inbox.accept(sealed, epoch: 0) == .stored)
        #expect(try await desk.inbox.accept(sealed, epoch: 0) == .storedBefore)
      }
      #expect(try desk.inbox.count() == before + refused.count)
    }
  }

  // G5 G12
  @Test func `a clock that went back loses nothing and does not take the log back`() async throws {
    let desk = try Desk()
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 3, count: 32)))
    _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: 5)
    try desk.inbox.publishLog(before: 6, key: key)
    let first = try SignedCheckpoint(desk.inbox.publicLog().checkpoint).checkpoint
    let early = try desk.canned.sealed()
    _ = try await desk.inbox.accept(early, epoch: 1)
    // The clock is still wrong while the log and a bundle are made.
    try desk.inbox.publishLog(before: 3, key: key)
    let log = try desk.inbox.publicLog()
    let second = try SignedCheckpoint(log.checkpoint).checkpoint
    #expect(log.tree.size == 2)
    try log.tree.checkGoesOn(from: first, to: second)
    let bundled = try desk.inbox.beginBundle(before: 3)
    #expect(try Desk.content(of: bundled, in: desk.inbox).map(\.sealed) == [early])
    try desk.inbox.endBundle(bundled, digest: [UInt8](repeating: 1, count: 32))
    #expect(try desk.inbox.beginBundle(before: 6).records == 1)
  }
}
