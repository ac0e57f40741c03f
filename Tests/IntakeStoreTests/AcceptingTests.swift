// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Synchronization
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

@Suite struct AcceptingTests {
  // G5
  @Test func `both databases wait for the disk, wipe what is deleted and trust no schema`() throws {
    let desk = try Desk()
    for queue in [desk.inbox.inbox, desk.inbox.recordKeys] {
      let settings = try queue.writeWithoutTransaction { db in
        try ["synchronous", "secure_delete", "trusted_schema"].map {
          try Int.fetchOne(db, sql: "PRAGMA \($0)")
        }
      }
      #expect(settings == [2, 1, 0])
      let journal = try queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode")
      }
      #expect(journal == "wal")
    }
    #expect(
      try desk.inbox.durability() == ["synchronous": 2, "secure_delete": 1, "trusted_schema": 0])
  }

  // G5
  @Test func `the same testimony sent again is stored once`() async throws {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    #expect(try await desk.inbox.accept(sealed, epoch: 0) == .stored)
    #expect(try await desk.inbox.accept(sealed, epoch: 0) == .storedBefore)
    #expect(try await desk.inbox.accept(sealed, epoch: 3) == .storedBefore)
    #expect(try desk.inbox.count() == 1)
  }

  // G5
  @Test func `asking whether a testimony is stored stores nothing, and knows the very same alone`()
    async throws
  {
    let desk = try Desk()
    let (first, token) = try await desk.submitted()
    let other = try desk.canned.sealed("other", record: first.header.record)
    #expect(try await desk.inbox.holds(first))
    #expect(try await desk.inbox.holds(other) == false)
    #expect(try await desk.inbox.holds(try desk.canned.sealed()) == false)
    // Of its id more is known: that another came under it.
    #expect(try await desk.inbox.isTaken(other.header.record))
    #expect(try await desk.inbox.isTaken([UInt8](repeating: 7, count: 16)) == false)
    #expect(try desk.inbox.count() == 1)
    // Who sends it again is told what an open form would say.
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try await desk.inbox.holds(first))
    #expect(try await desk.inbox.isTaken(first.header.record))
    #expect(try desk.inbox.count() == 0)
  }

  // G12
  @Test func `another testimony under a taken id is refused and changes nothing`() async throws {
    let desk = try Desk()
    let first = try desk.canned.sealed()
    let other = try desk.canned.sealed("other", record: first.header.record)
    _ = try await desk.inbox.accept(first, epoch: 0)
    let keys = try desk.recordKeys()
    await #expect(throws: IntakeStoreError.recordTaken) {
      try await desk.inbox.accept(other, epoch: 0)
    }
    #expect(try desk.recordKeys() == keys)
    let plan = try desk.inbox.beginBundle(before: 1)
    #expect(try Desk.content(of: plan, in: desk.inbox).map(\.sealed) == [first])
  }

  // G5
  @Test func `what comes together shares commits, and all of it is there once`() async throws {
    let desk = try Desk()
    let sealed = try (0..<200).map { try desk.canned.sealed("invented \($0)") }
    let commits = CommitCounter()
    desk.inbox.inbox.add(transactionObserver: commits, extent: .databaseLifetime)
    let inbox = desk.inbox
    let stored = try await withThrowingTaskGroup(of: Acceptance.self) { group in
      // Each is sent twice, as browsers do that try again.
      for one in sealed + sealed { group.addTask { try await inbox.accept(one, epoch: 0) } }
      return try await group.reduce(into: 0) { $0 += $1 == .stored ? 1 : 0 }
    }
    #expect(stored == 200)
    #expect(commits.count > 0 && commits.count < 200)
    let plan = try inbox.beginBundle(before: 1)
    let content = try Desk.content(of: plan, in: inbox)
    #expect(Set(content.map(\.sealed.bytes)) == Set(sealed.map(\.bytes)))
    #expect(content.count == 200)
  }

  // G5
  @Test func `a testimony that was acknowledged is there when the folder is opened again`()
    async throws
  {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    _ = try await desk.inbox.accept(sealed, epoch: 4)
    // The first inbox is not closed: nothing may wait for an orderly end.
    let again = try desk.reopened()
    let plan = try again.beginBundle(before: 5)
    let content = try Desk.content(of: plan, in: again)
    #expect(content.map(\.sealed) == [sealed])
    #expect(content.map(\.epoch) == [4])
  }

  // G5
  @Test func `a record key from a try that was cut short serves the next try`() async throws {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    let key = try desk.leaveOrphanKey(for: sealed.header.record)
    #expect(try await desk.inbox.accept(sealed, epoch: 0) == .stored)
    #expect(try desk.recordKeys() == [sealed.header.record: key])
    let plan = try desk.inbox.beginBundle(before: 1)
    #expect(try Desk.content(of: plan, in: desk.inbox).map(\.sealed) == [sealed])
  }

  @Test func `sweeping takes record keys without a testimony, and no others`() async throws {
    let desk = try Desk()
    let sealed = try desk.canned.sealed()
    _ = try await desk.inbox.accept(sealed, epoch: 0)
    for _ in 0..<3 { _ = try desk.leaveOrphanKey(for: RandomBytes.fresh(16)) }
    #expect(try desk.inbox.sweepOrphanKeys() == 3)
    #expect(try desk.inbox.sweepOrphanKeys() == 0)
    #expect(try Array(desk.recordKeys().keys) == [sealed.header.record])
  }

  @Test func `a second server on the same folder is refused until the first lets go`() throws {
    let scratch = try Scratch()
    var first: ServerLock? = try ServerLock(folder: scratch.folder)
    #expect(first != nil)
    #expect(throws: IntakeStoreError.alreadyServed) { try ServerLock(folder: scratch.folder) }
    first = nil
    #expect(throws: Never.self) { try ServerLock(folder: scratch.folder) }
  }

  // G11
  @Test func `a disk with too little room, or an unknown one, has not enough`() throws {
    let scratch = try Scratch()
    #expect(DiskSpace(folder: scratch.folder, least: 1).isEnough())
    #expect(!DiskSpace(folder: scratch.folder, least: .max).isEnough())
    let missing = scratch.folder.appending(path: "missing")
    #expect(!DiskSpace(folder: missing, least: 1).isEnough())
  }

  @Test func `a folder that cannot be made is refused by name`() throws {
    let desk = try Desk()
    let file = desk.scratch.folder.appending(path: "file")
    try Data().write(to: file)
    #expect(throws: IntakeStoreError.cannotOpen) {
      try SQLiteInbox(folder: file, campaign: desk.canned.campaign)
    }
  }

  // G11
  @Test func `a store that cannot write acknowledges nothing`() async throws {
    let desk = try Desk()
    try await desk.inbox.recordKeys.write { try $0.execute(sql: "DROP TABLE record_key") }
    await #expect(throws: IntakeStoreError.cannotWrite) {
      try await desk.inbox.accept(try desk.canned.sealed(), epoch: 0)
    }
    #expect(try desk.inbox.count() == 0)
  }
}

/// Counts the commits of one database.
private final class CommitCounter: TransactionObserver, Sendable {
  private let commits = Mutex(0)
  var count: Int { commits.withLock { $0 } }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { commits.withLock { $0 += 1 } }
  func databaseDidRollback(_ db: Database) {}
}
