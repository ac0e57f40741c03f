// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog

@testable import IntakeStore

/// G6: withdrawn means gone, from tables, log and free pages, and from what is restored later.
struct `Withdrawing` {
  @Test func `a receipt forgets its testimony and no other`() async throws {
    let desk = try Desk()
    let (mine, token) = try await desk.submitted()
    let (others, _) = try await desk.submitted()
    try await desk.inbox.withdraw(token, epoch: 0)
    let plan = try desk.inbox.beginBundle(before: 1)
    #expect(try Desk.content(of: plan, in: desk.inbox).map(\.sealed) == [others])
    #expect(try desk.inbox.withdrawals(in: plan) == [mine.header.record])
    #expect(try desk.recordKeys()[mine.header.record] == nil)
  }

  @Test func `an unknown and a used receipt change nothing`() async throws {
    let desk = try Desk()
    let (_, token) = try await desk.submitted()
    try await desk.inbox.withdraw(try RandomBytes.fresh(32), epoch: 0)
    #expect(try desk.inbox.count() == 1)
    try await desk.inbox.withdraw(token, epoch: 0)
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try desk.inbox.count() == 0)
    #expect(try desk.inbox.beginBundle(before: 0).withdrawals == 1)
  }

  @Test func `a receipt tells whether its testimony is kept, and never more`() async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    let kept = ReceiptState(standing: .kept, commitment: sealed.commitment)
    #expect(try await desk.inbox.look(token) == kept)
    #expect(try await desk.inbox.look(try RandomBytes.fresh(32)) == nil)
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try await desk.inbox.look(token)?.standing == .withdrawn)
  }

  @Test func `a receipt whose testimony never came stands for nothing`() async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    try await desk.inbox.inbox.write { db in
      try db.execute(
        sql: "DELETE FROM testimony WHERE record = ?", arguments: [Data(sealed.header.record)])
    }
    #expect(try await desk.inbox.look(token) == nil)
  }

  @Test func `nothing of a withdrawn testimony is in any file of the folder`() async throws {
    let desk = try Desk()
    let (_, token) = try await desk.submitted()
    let stored = try await desk.inbox.inbox.read {
      try Data.fetchOne($0, sql: "SELECT layered FROM testimony")
    }
    let layered = try #require(stored)
    let pieces = stride(from: 0, to: layered.count - 64, by: 512).map { layered[$0..<($0 + 64)] }
    #expect(try desk.isOnDisk(pieces), "the search has to be able to find it")
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try !desk.isOnDisk(pieces))
  }

  @Test func `another program that reads holds nobody up, and the rest is done after it`()
    async throws
  {
    let desk = try Desk()
    let (_, token) = try await desk.submitted()
    let keys = try #require(try desk.recordKeys().values.first.map { Data($0) })
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    var reader: DatabaseQueue? = try DatabaseQueue(
      path: desk.scratch.folder.appending(path: "record-keys.sqlite").path,
      configuration: configuration)
    try await reader?.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM record_key")
    }
    // Waiting for it would be a failure after half a minute.
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try desk.recordKeys().isEmpty)
    #expect(try desk.isOnDisk([keys]), "the reader's copy of the log is still there")
    try await reader?.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
    reader = nil
    var tries = 0
    while try desk.isOnDisk([keys]), tries < 600 {
      try await Task.sleep(for: .milliseconds(100))
      tries += 1
    }
    #expect(try !desk.isOnDisk([keys]))
  }

  // G6
  @Test func `what a failing disk left of a withdrawal goes when the receipt is shown again`()
    async throws
  {
    let desk = try Desk()
    let (_, token) = try await desk.submitted()
    let key = try #require(try desk.recordKeys().values.first.map { Data($0) })
    try await desk.inbox.inbox.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER disk BEFORE DELETE ON testimony
          BEGIN SELECT raise(ABORT, 'no room'); END
          """)
    }
    await #expect(throws: IntakeStoreError.cannotWrite) {
      try await desk.inbox.withdraw(token, epoch: 0)
    }
    #expect(try desk.inbox.count() == 1)
    try await desk.inbox.inbox.write { try $0.execute(sql: "DROP TRIGGER disk") }
    try await desk.inbox.withdraw(token, epoch: 0)
    #expect(try desk.inbox.count() == 0)
    #expect(try !desk.isOnDisk([key]))
    #expect(try desk.inbox.beginBundle(before: 1).withdrawals == 1)
  }

  @Test func `sending a withdrawn testimony again does not bring it back`() async throws {
    let desk = try Desk()
    let submission = try Submission(try desk.canned.sealed())
    _ = try await desk.inbox.accept(submission, epoch: 0, takesUninvited: true)
    try await desk.inbox.withdraw(submission.token, epoch: 0)
    let again = try await desk.inbox.accept(submission, epoch: 0, takesUninvited: true)
    #expect(again == .storedBefore)
    #expect(try desk.inbox.count() == 0)
  }

  @Test(arguments: [["inbox"], ["record-keys"], ["inbox", "record-keys"], ["log", "inbox"]])
  func `an older copy that is restored does not bring it back`(files: [String]) async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    let backup = try Scratch()
    try desk.inbox.tidy()
    for file in files { try desk.copy(file, to: backup.folder) }
    try await desk.inbox.withdraw(token, epoch: 0)
    for file in files { try desk.restore(file, from: backup.folder) }
    let restored = try desk.reopened()
    try restored.finishWithdrawals()
    #expect(try restored.count() == 0)
    let plan = try restored.beginBundle(before: 5)
    #expect(plan.records == 0)
    #expect(try restored.withdrawals(in: plan) == [sealed.header.record])
    let keys = try await restored.recordKeys.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM record_key")
    }
    #expect(keys == 0)
  }

  @Test func `a withdrawal that was cut short after the key is finished at the next start`()
    async throws
  {
    let desk = try Desk()
    let (sealed, _) = try await desk.submitted()
    try await desk.inbox.recordKeys.write { db in
      let record = Data(sealed.header.record)
      try db.execute(sql: "INSERT INTO tombstone (record) VALUES (?)", arguments: [record])
      try db.execute(sql: "DELETE FROM record_key WHERE record = ?", arguments: [record])
    }
    let next = try desk.reopened()
    try next.finishWithdrawals()
    #expect(try next.count() == 0)
    #expect(try next.beginBundle(before: 0).withdrawals == 1)
  }

  @Test func `a bundle made again after a withdrawal has a hole in the same place`() async throws {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    _ = try await desk.submitted()
    let first = try desk.inbox.beginBundle(before: 1)
    try desk.inbox.endBundle(first, digest: [UInt8](repeating: 7, count: 32))
    try await desk.inbox.withdraw(token, epoch: 1)
    let again = try desk.inbox.bundle(1)
    #expect(again == first)
    var holes: [[UInt8]] = []
    try desk.inbox.forEachTestimony(in: again) {
      if case .hole(let record, let commitment, 0, .open) = $0 { holes += [record, commitment] }
    }
    #expect(holes == [sealed.header.record, sealed.commitment])
    let second = try desk.inbox.beginBundle(before: 1)
    #expect(try desk.inbox.withdrawals(in: second) == [sealed.header.record])
  }

  @Test func `a receipt's row cannot be found from a record nor opened with another receipt`()
    async throws
  {
    let desk = try Desk()
    let (sealed, token) = try await desk.submitted()
    let row = try desk.inbox.recordKeys.read { db in
      try Row.fetchOne(db, sql: "SELECT name, sealed FROM receipt")
    }
    let bytes = try #require(row.map { Array($0["name"] as Data) + Array($0["sealed"] as Data) })
    #expect(Data(bytes).range(of: Data(sealed.header.record)) == nil)
    #expect(Data(bytes).range(of: Data(token)) == nil)
    #expect(throws: IntakeStoreError.damaged) {
      try desk.inbox.receipts.open(
        try #require(row?["sealed"] as Data?), for: try RandomBytes.fresh(32))
    }
  }
}

/// Slips: each is worth one testimony, however many others come.
struct `Slips` {
  @Test func `a slip is good once, and leaves nothing behind`() async throws {
    let desk = try Desk()
    let slip = try RandomBytes.fresh(32)
    try desk.inbox.addSlips([slip])
    let first = try Submission(try desk.canned.sealed(), slip: slip)
    #expect(try await desk.inbox.accept(first, epoch: 0, takesUninvited: false) == .stored)
    #expect(try desk.inbox.unspentSlips() == 0)
    // Sending the same again is safe, though the slip is spent.
    #expect(try await desk.inbox.accept(first, epoch: 0, takesUninvited: false) == .storedBefore)
    let second = try Submission(try desk.canned.sealed(), slip: slip)
    await #expect(throws: IntakeStoreError.notInvited) {
      try await desk.inbox.accept(second, epoch: 0, takesUninvited: false)
    }
    #expect(try desk.inbox.count() == 1)
  }

  @Test func `two testimonies that arrive together cannot share a slip`() async throws {
    let desk = try Desk()
    let slip = try RandomBytes.fresh(32)
    try desk.inbox.addSlips([slip])
    let all = try (0..<8).map { _ in try Submission(try desk.canned.sealed(), slip: slip) }
    let inbox = desk.inbox
    let stored = await withTaskGroup(of: Bool.self) { group in
      for one in all {
        group.addTask { (try? await inbox.accept(one, epoch: 0, takesUninvited: false)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(stored == 1)
    #expect(try desk.inbox.count() == 1)
  }

  @Test func `the lane goes with the testimony, and the open lane can be made to wait`()
    async throws
  {
    let desk = try Desk()
    _ = try await desk.invited()
    _ = try await desk.submitted()
    let plan = try desk.inbox.beginBundle(before: 1, openLane: 0)
    var lanes: [Lane] = []
    try desk.inbox.forEachTestimony(in: plan) {
      if case .sealed(_, _, let lane) = $0 { lanes.append(lane) }
    }
    #expect(lanes == [.invited])
    try desk.inbox.endBundle(plan, digest: [UInt8](repeating: 7, count: 32))
    #expect(try desk.inbox.beginBundle(before: 2, openLane: 1).records == 1)
  }
}

/// The public log: complete, signed, and without an order of arrival (G3, G6).
struct `Publishing the log` {
  private func key() throws -> Signing.PrivateKey {
    try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 9, count: 32)))
  }

  @Test func `a period's leaves come together and sorted when it has closed`() async throws {
    let desk = try Desk()
    let key = try key()
    var leaves: [[UInt8]] = []
    for _ in 0..<5 {
      let (sealed, token) = try await desk.submitted()
      leaves.append(
        LogLeaf.testimony(commitment: sealed.commitment, blind: LogLeaf.blind(token: token)))
    }
    try desk.inbox.publishLog(before: 0, key: key)
    #expect(try desk.inbox.publicLog().tree.size == 0)
    try desk.inbox.publishLog(before: 1, key: key)
    let log = try LogFile(try desk.inbox.publicLog().text)
    _ = try log.verify(of: desk.canned.campaign.id, by: key.publicKey)
    #expect(log.leaves == leaves.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `leaves and checkpoint come in one commit, or not at all`() async throws {
    let desk = try Desk()
    let key = try key()
    try desk.inbox.publishLog(before: 0, key: key)
    _ = try await desk.submitted()
    try await desk.inbox.log.write {
      try $0.execute(
        sql: """
          CREATE TRIGGER obstacle BEFORE UPDATE ON checkpoint
          BEGIN SELECT RAISE(ABORT, 'obstacle'); END
          """)
    }
    #expect(throws: IntakeStoreError.cannotWrite) { try desk.inbox.publishLog(before: 1, key: key) }
    let leaves = try await desk.inbox.log.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM leaf")
    }
    #expect(leaves == 0)
    try await desk.inbox.log.write { try $0.execute(sql: "DROP TRIGGER obstacle") }
    try desk.inbox.publishLog(before: 1, key: key)
    #expect(try desk.inbox.publicLog().tree.size == 1)
  }

  @Test func `it only grows, and what was cut short is not appended twice`() async throws {
    let desk = try Desk()
    let key = try key()
    let (_, token) = try await desk.submitted()
    try desk.inbox.publishLog(before: 1, key: key)
    let before = try LogFile(try desk.inbox.publicLog().text)
    // The power went after the leaf was appended and before it was taken off the list.
    try await desk.inbox.recordKeys.write { db in
      try db.execute(
        sql: "INSERT INTO waiting_leaf (leaf, epoch) VALUES (?, 0)",
        arguments: [Data(before.leaves[0])])
    }
    try await desk.inbox.withdraw(token, epoch: 1)
    try desk.inbox.publishLog(before: 2, key: key)
    let after = try LogFile(try desk.inbox.publicLog().text)
    #expect(Array(after.leaves.prefix(1)) == before.leaves)
    #expect(
      after.leaves.dropFirst().elementsEqual([
        LogLeaf.withdrawal(blind: LogLeaf.blind(token: token))
      ]))
  }
}
