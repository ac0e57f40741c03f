// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeStore

/// A testimony leaves when a vault has it, or when its time is over; what stays is enough for all that may still come.
struct `Departing` {
  private let digest = [UInt8](repeating: 5, count: 32)

  // G5
  @Test func `only what is in an acknowledged bundle leaves, and doing it twice does nothing`()
    async throws
  {
    let desk = try Desk()
    let (first, _) = try await desk.submitted()
    let plan = try bundled(desk)
    let (second, _) = try await desk.submitted()
    for _ in 1...2 {
      try desk.inbox.depart(upToBundle: Int(plan.sequence))
      #expect(try desk.inbox.count() == 1)
      #expect(try Set(desk.recordKeys().keys) == [second.header.record])
    }
    #expect(try desk.inbox.hasBundle(1, digest: digest))
    #expect(try !desk.inbox.hasBundle(1, digest: [UInt8](repeating: 6, count: 32)))
    #expect(try !desk.inbox.hasBundle(2, digest: digest))
    #expect(first.header.record != second.header.record)
  }

  // G3
  @Test func `nothing of it is in any file of the folder, not even its key`() async throws {
    let desk = try Desk()
    _ = try await desk.submitted()
    let stored = try await desk.inbox.inbox.read {
      try Data.fetchOne($0, sql: "SELECT layered FROM testimony")
    }
    let layered = try #require(stored)
    let keys = try desk.recordKeys().values.map { Data($0) }
    let pieces =
      stride(from: 0, to: layered.count - 64, by: 512).map { layered[$0..<($0 + 64)] } + keys
    let plan = try bundled(desk)
    #expect(try desk.isOnDisk(pieces), "the search has to be able to find it")
    try desk.inbox.depart(upToBundle: Int(plan.sequence))
    #expect(try !desk.isOnDisk(pieces))
  }

  // G5
  @Test func `sending it once more stores nothing`() async throws {
    let desk = try Desk()
    let submission = try Submission(try desk.canned.sealed())
    _ = try await desk.inbox.accept(submission, epoch: 0, takesUninvited: true)
    try desk.inbox.depart(upToBundle: Int(try bundled(desk).sequence))
    let again = try await desk.inbox.accept(submission, epoch: 0, takesUninvited: true)
    #expect(again == .storedBefore)
    #expect(try desk.inbox.count() == 0)
    let other = try Submission(
      try desk.canned.sealed("another text", record: submission.sealed.header.record))
    await #expect(throws: IntakeStoreError.recordTaken) {
      try await desk.inbox.accept(other, epoch: 0, takesUninvited: true)
    }
  }

  // G6
  @Test func `its receipt still tells and withdraws, and the next bundle says so`() async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    try desk.inbox.depart(upToBundle: Int(try bundled(desk).sequence))
    let kept = ReceiptState(standing: .kept, commitment: sealed.commitment)
    #expect(try await desk.inbox.look(token) == kept)
    #expect(try !desk.inbox.hasNews(before: 1, openLane: 1))
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try await desk.inbox.look(token)?.standing == .withdrawn)
    #expect(try desk.inbox.hasNews(before: 1, openLane: 1))
    let next = try desk.inbox.beginBundle(before: 1)
    #expect(try desk.inbox.withdrawals(in: next) == [sealed.header.record])
    #expect(next.records == 0)
  }

  @Test(arguments: [false, true])
  func `its bundle can be made again, with a hole`(isWithdrawn: Bool) async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    let plan = try bundled(desk)
    #expect(try desk.inbox.holes(in: plan) == 0)
    try desk.inbox.depart(upToBundle: Int(plan.sequence))
    if isWithdrawn { try await desk.inbox.withdraw(token, epoch: 0) }
    let again = try desk.inbox.bundle(1)
    #expect(again == plan)
    #expect(try desk.inbox.holes(in: plan) == 1)
    var holes: [[UInt8]] = []
    try desk.inbox.forEachTestimony(in: again) {
      guard case .hole(let record, let commitment, 0, .open) = $0 else { return }
      holes.append(record + commitment)
    }
    #expect(holes == [sealed.header.record + sealed.commitment])
  }

  @Test func `what is too old leaves, bundled or not`() async throws {
    let desk = try Desk()
    for epoch in [0, 1, 2] {
      _ = try await desk.inbox.accept(try desk.canned.sealed(), epoch: epoch)
    }
    #expect(try bundled(desk).records == 1)
    let glance = try #require(InboxGlance(folder: desk.scratch.folder))
    #expect(try glance.waiting(before: 2, alsoBundled: false) == 1)
    #expect(try glance.waiting(before: 2, alsoBundled: true) == 2)
    #expect(try desk.inbox.depart(before: 2) == 2)
    #expect(try desk.inbox.count() == 1)
    #expect(try desk.recordKeys().count == 1)
    #expect(try desk.inbox.depart(before: 2) == 0)
    #expect(try glance.waiting(before: 2, alsoBundled: true) == 0)
  }

  // G5
  @Test func `those without a slip may stay longer, and are counted apart`() async throws {
    let desk = try Desk()
    let invited = try await desk.invited()
    _ = try await desk.submitted()
    let glance = try #require(InboxGlance(folder: desk.scratch.folder))
    #expect(try glance.waiting(before: 1, openLane: 0, alsoBundled: true) == 1)
    #expect(try desk.inbox.depart(before: 1, openLane: 0) == 1)
    #expect(try desk.recordKeys()[invited.sealed.header.record] == nil)
    #expect(try desk.inbox.depart(before: 1, openLane: 1) == 1)
  }

  @Test func `the receipt of one that left unread says so, and withdraws it all the same`()
    async throws
  {
    let desk = try Desk()
    let (_, token) = try await desk.submitted()
    try desk.inbox.depart(before: 1)
    #expect(try await desk.inbox.look(token)?.standing == .expired)
    try await desk.inbox.withdraw(token, epoch: 1)
    #expect(try await desk.inbox.look(token)?.standing == .withdrawn)
  }

  // G3
  @Test func `of one that no bundle carried neither period nor lane stays`() async throws {
    let desk = try Desk()
    _ = try await desk.submitted()
    try desk.inbox.depart(before: 1)
    let row = try desk.inbox.inbox.read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM departed")
    }
    let left = try #require(row)
    #expect(left["epoch"] as Int? == nil && left["lane"] as Int? == nil)
    #expect(left["commitment"] as Data? != nil, "it is known when it is sent again")
  }

  // G5
  @Test func `a crash between record and key leaves a key that is swept`() async throws {
    let desk = try Desk()
    let (sealed, _) = try await desk.submitted()
    let key = Data(try #require(try desk.recordKeys()[sealed.header.record]))
    try desk.inbox.depart(upToBundle: Int(try bundled(desk).sequence))
    try await desk.inbox.recordKeys.write { db in
      try db.execute(
        sql: "INSERT INTO record_key (record, key) VALUES (?, ?)",
        arguments: [Data(sealed.header.record), key])
    }
    #expect(try desk.reopened().sweepOrphanKeys() == 1)
  }

  @Test func `a bundle takes at most so many, and the next one the others`() async throws {
    let desk = try Desk()
    for _ in 0..<5 { _ = try await desk.submitted() }
    let first = try desk.inbox.beginBundle(before: 1, most: 3)
    #expect(first.records == 3)
    try desk.inbox.endBundle(first, digest: digest)
    #expect(try desk.inbox.hasNews(before: 1, openLane: 1))
    #expect(try desk.inbox.beginBundle(before: 1, most: 3).records == 2)
  }

  private func bundled(_ desk: Desk) throws -> BundlePlan {
    let plan = try desk.inbox.beginBundle(before: 1)
    try desk.inbox.endBundle(plan, digest: digest)
    return plan
  }
}
