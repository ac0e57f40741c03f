// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import SealedCopy
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog
import Vault

@testable import IntakeStore

/// A desk whose intake is copied to an operator's key, and restored from it.
struct CopyRoom {
  static let today = Day(number: 20_800)
  let desk: Desk
  let card: OperatorCard
  let keyFile: [UInt8]
  let shelf: Scratch

  init() throws {
    desk = try Desk()
    shelf = try Scratch()
    (keyFile, card) = try OperatorKey.make(name: "aziza", Canned.passphrase, cost: Canned.cost)
    // The command makes it; a copy takes it along.
    try Data("invented".utf8).write(to: desk.scratch.folder.appending(path: "intake.key"))
  }

  var records: URL { shelf.folder.appending(path: "records") }
  var recordKeys: URL { shelf.folder.appending(path: "record-keys") }

  func backUpRecords() throws {
    try desk.inbox.backUp(records: records, recordKeys: nil, keptUntil: Self.today, for: card)
  }

  /// Copies the record keys only: the records' copy is thrown away.
  func backUpKeys() throws {
    let other = shelf.folder.appending(path: UUID().uuidString)
    try desk.inbox.backUp(
      records: other, recordKeys: recordKeys, keptUntil: Day(number: Self.today.number + 7),
      for: card)
    try FileManager.default.removeItem(at: other)
  }

  func restoreKeys(_ files: [URL]) throws -> RestoreKeys {
    let key = try OperatorKey.unlock(keyFile, Canned.passphrase)
    var keys = RestoreKeys()
    for file in files {
      let start = try FileHandle(forReadingFrom: file).read(upToCount: IntakeCopyHeader.length)
      let header = try IntakeCopyHeader(Array(start ?? Data()))
      try keys.add(OperatorKey.restoreKey(of: header, key), of: header)
    }
    return keys
  }

  func restore(
    withKeys: Bool = true, on day: Day = today, learning: (SQLiteInbox) throws -> Void = { _ in }
  ) throws -> (inbox: SQLiteInbox, parts: RestoredParts, folder: Scratch) {
    let folder = try Scratch()
    let keys = try restoreKeys(withKeys ? [records, recordKeys] : [records])
    let restoring = try InboxRestoring(to: folder.folder, of: desk.canned.campaign)
    try restoring.unpack(records, .records, with: keys, today: day)
    if withKeys { try restoring.unpack(recordKeys, .recordKeys, with: keys, today: day) }
    let unpacked = try restoring.unpacked()
    try learning(unpacked)
    let parts = try restoring.finish(unpacked)
    let inbox = try SQLiteInbox(folder: folder.folder, campaign: desk.canned.campaign)
    return (inbox, parts, folder)
  }
}

@Suite struct IntakeBackupTests {
  @Test func `a restored intake has its testimonies, receipts, bundles, slips and keys`()
    async throws
  {
    let room = try CopyRoom()
    let (first, token) = try await room.desk.submitted()
    let plan = try room.desk.inbox.beginBundle(before: 1)
    try room.desk.inbox.endBundle(plan, digest: [UInt8](repeating: 4, count: 32))
    let (second, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let (inbox, parts, folder) = try room.restore()
    #expect(parts.testimonies == 2 && parts.lost == 0 && parts.receipts == 2)
    #expect(parts.lastBundle == 1 && parts.bundledWithoutKey == 0)
    let next = try inbox.beginBundle(before: 1)
    #expect(next.sequence == 2 && next.previous == [UInt8](repeating: 4, count: 32))
    #expect(try Desk.content(of: next, in: inbox).map(\.sealed) == [second])
    #expect(try Desk.content(of: inbox.bundle(1), in: inbox).map(\.sealed) == [first])
    #expect(try await inbox.look(token)?.standing == .kept)
    for name in ["intake.key", "receipt.key"] {
      #expect(
        FileManager.default.contentsEqual(
          atPath: folder.folder.appending(path: name).path,
          andPath: room.desk.scratch.folder.appending(path: name).path))
    }
  }

  // G6
  @Test func `who withdrew between the copy and the restoring stays gone`() async throws {
    let room = try CopyRoom()
    let (gone, token) = try await room.desk.submitted()
    let (kept, _) = try await room.desk.submitted()
    let layered = try room.desk.layered(gone.header.record)
    try room.backUpRecords()
    try await room.desk.inbox.withdraw(token, epoch: 0)
    try room.backUpKeys()
    let (inbox, parts, folder) = try room.restore()
    #expect(parts == RestoredParts(testimonies: 1, withdrawn: 1, receipts: 2))
    let plan = try inbox.beginBundle(before: 1)
    #expect(try Desk.content(of: plan, in: inbox).map(\.sealed) == [kept])
    #expect(try inbox.withdrawals(in: plan) == [gone.header.record])
    #expect(try await inbox.look(token)?.standing == .withdrawn)
    let again = try await inbox.accept(Submission(gone), epoch: 0, takesUninvited: true)
    #expect(again == .storedBefore)
    let files = try folder.contents().filter { $0.name.hasPrefix("inbox") }
    #expect(!files.isEmpty && files.allSatisfy { $0.bytes.range(of: layered) == nil })
  }

  // G6
  @Test func `record keys that a killed run left in the folder go with the next tidying`() throws {
    let room = try CopyRoom()
    let left = room.desk.scratch.folder.appending(path: "copying-2")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: false)
    let file = left.appending(path: "record-keys.sqlite")
    try Data("invented keys".utf8).write(to: file)
    do {
      let running = try ServerLock(folder: room.desk.scratch.folder, named: .copy)
      try room.desk.inbox.tidy()
      #expect(FileManager.default.fileExists(atPath: file.path), "a copy may be under way")
      #expect(throws: IntakeStoreError.alreadyCopying) { try room.backUpRecords() }
      withExtendedLifetime(running) {}
    }
    try room.desk.inbox.tidy()
    #expect(!FileManager.default.fileExists(atPath: left.path))
  }

  @Test func `where the record keys cannot go, no records are copied without them`() throws {
    let room = try CopyRoom()
    let absent = room.shelf.folder.appending(path: "no stick/record-keys")
    #expect(throws: IntakeStoreError.cannotCopy(.recordKeys)) {
      try room.desk.inbox.backUp(
        records: room.records, recordKeys: absent, keptUntil: CopyRoom.today, for: room.card)
    }
    #expect(!FileManager.default.fileExists(atPath: room.records.path))
    try room.backUpRecords()
  }

  @Test func `a second copy beside one that is being written touches nothing of it`() throws {
    let room = try CopyRoom()
    try room.backUpKeys()
    let before = try Data(contentsOf: room.recordKeys)
    let part = room.recordKeys.deletingLastPathComponent().appending(
      path: room.recordKeys.lastPathComponent + ".part")
    try Data("half of the other".utf8).write(to: part)
    let running = try ServerLock(folder: room.desk.scratch.folder, named: .copy)
    #expect(throws: IntakeStoreError.alreadyCopying) { try room.backUpKeys() }
    withExtendedLifetime(running) {}
    #expect(try Data(contentsOf: part) == Data("half of the other".utf8))
    #expect(try Data(contentsOf: room.recordKeys) == before)
  }

  // G5
  @Test func `a link where a copy is to be written is taken away and not followed`() throws {
    let room = try CopyRoom()
    let keys = room.desk.scratch.folder.appending(path: "intake.key")
    let before = try Data(contentsOf: keys)
    for target in [room.records, room.recordKeys] {
      let part = target.deletingLastPathComponent().appending(
        path: target.lastPathComponent + ".part")
      try FileManager.default.createSymbolicLink(at: part, withDestinationURL: keys)
    }
    try room.desk.inbox.backUp(
      records: room.records, recordKeys: room.recordKeys, keptUntil: CopyRoom.today, for: room.card)
    #expect(try Data(contentsOf: keys) == before)
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: room.shelf.folder.path))
        == ["records", "record-keys"])
  }

  @Test func `a lock that cannot be written is not taken for another copy`() throws {
    let room = try CopyRoom()
    let place = room.desk.scratch.folder.appending(path: "copy.lock")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    #expect(throws: IntakeStoreError.cannotCopy(.records)) { try room.backUpRecords() }
  }

  // G6
  @Test func `record keys are overwritten before their file goes`() async throws {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    try room.backUpKeys()
    // A second name for the same bytes on the disk.
    let before = try Data(contentsOf: room.recordKeys)
    let second = room.shelf.folder.appending(path: "second name")
    try FileManager.default.linkItem(at: room.recordKeys, to: second)
    try room.backUpKeys()
    #expect(before.contains { $0 != 0 })
    #expect(try Data(contentsOf: second).allSatisfy { $0 == 0 })
    let left = room.desk.scratch.folder.appending(path: "copying-2")
    #expect(!FileManager.default.fileExists(atPath: left.path))
  }

  @Test(arguments: ["", "no-such-copy"])
  func `a copy that cannot be read is called so`(name: String) throws {
    let room = try CopyRoom()
    let folder = try Scratch()
    let restoring = try InboxRestoring(to: folder.folder, of: room.desk.canned.campaign)
    // Without a name it is a folder, which opens and cannot be read.
    let file = name.isEmpty ? room.shelf.folder : room.shelf.folder.appending(path: name)
    #expect(throws: SealedCopyError.cannotRead) {
      try restoring.unpack(file, .records, with: RestoreKeys(), today: CopyRoom.today)
    }
    restoring.giveUp()
  }

  @Test func `a restoring that fails at its end leaves nothing that a server would begin on`()
    async throws
  {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    try room.backUpRecords()
    let folder = try Scratch()
    let restoring = try InboxRestoring(to: folder.folder, of: room.desk.canned.campaign)
    try restoring.unpack(
      room.records, .records, with: room.restoreKeys([room.records]), today: CopyRoom.today)
    let unpacked = try restoring.unpacked()
    // Something is in the way of the last file.
    let place = folder.folder.appending(path: "record-keys.sqlite")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    #expect(throws: (any Error).self) { _ = try restoring.finish(unpacked) }
    restoring.giveUp()
    // What was in the way is somebody else's, and stays.
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.folder.path)
    #expect(left == ["record-keys.sqlite"])
  }

  // G6
  @Test func `who withdrew after both copies is gone by the bundle that tells of it`() async throws
  {
    let room = try CopyRoom()
    let (gone, token) = try await room.desk.submitted()
    let (kept, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    try await room.desk.inbox.withdraw(token, epoch: 0)
    let digest = [UInt8](repeating: 6, count: 32)
    let bundle = LearnedBundle(
      sequence: 1, previous: [UInt8](repeating: 0, count: 32), digest: digest, records: [],
      withdrawals: [gone.header.record])
    let (inbox, parts, _) = try room.restore { try $0.learn(bundle) }
    #expect(parts.testimonies == 1 && parts.withdrawn == 1 && parts.lastBundle == 1)
    let plan = try inbox.beginBundle(before: 1)
    #expect(plan.sequence == 2 && plan.previous == digest && plan.withdrawals == 0)
    #expect(try Desk.content(of: plan, in: inbox).map(\.sealed) == [kept])
  }

  // G12
  @Test func `what a later bundle carried does not go out twice, and a gap is named`() async throws
  {
    let room = try CopyRoom()
    let (carried, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let zeros = [UInt8](repeating: 0, count: 32)
    let first = LearnedBundle(
      sequence: 1, previous: zeros, digest: [UInt8](repeating: 1, count: 32),
      records: [carried.header.record], withdrawals: [])
    let (inbox, _, _) = try room.restore { unpacked in
      let third = LearnedBundle(
        sequence: 3, previous: zeros, digest: zeros, records: [], withdrawals: [])
      #expect(throws: IntakeStoreError.bundleMissing(wanted: 1)) { try unpacked.learn(third) }
      try unpacked.learn(first)
      try unpacked.learn(first)
      let other = LearnedBundle(
        sequence: 1, previous: zeros, digest: zeros, records: [], withdrawals: [])
      #expect(throws: IntakeStoreError.bundleForked) { try unpacked.learn(other) }
    }
    #expect(try Desk.content(of: inbox.beginBundle(before: 9), in: inbox).isEmpty)
  }

  // G6 G12
  @Test func `what a vault has of pulled bundles goes out no more, and the next one follows`()
    async throws
  {
    let room = try CopyRoom()
    let (carried, _) = try await room.desk.submitted()
    let (gone, _) = try await room.desk.submitted()
    // Begun when the copy was made, and ended with other content since.
    _ = try room.desk.inbox.beginBundle(before: 1)
    let (waiting, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let digest = [UInt8](repeating: 7, count: 32)
    let arrivals = LearnedArrivals(
      sequence: 3, digest: digest, records: [carried.header.record],
      withdrawals: [gone.header.record])
    let (inbox, parts, _) = try room.restore { try $0.learn(arrivals) }
    #expect(parts.testimonies == 2 && parts.withdrawn == 1 && parts.lastBundle == 3)
    #expect(try inbox.hasBundle(3, digest: digest))
    let plan = try inbox.beginBundle(before: 1)
    #expect(plan.sequence == 4 && plan.previous == digest && plan.withdrawals == 0)
    #expect(try Desk.content(of: plan, in: inbox).map(\.sealed) == [waiting])
  }

  // G6
  @Test(arguments: [true, false])
  func `what had left before the last pull goes again, and its receipt still takes it back`(
    byFile: Bool
  ) async throws {
    let room = try CopyRoom()
    let (gone, token) = try await room.desk.submitted()
    let (waiting, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let (digest, zeros) = ([UInt8](repeating: 7, count: 32), [UInt8](repeating: 0, count: 32))
    let ids = [gone.header.record]
    let (inbox, parts, _) = try room.restore { unpacked in
      if byFile {
        try unpacked.learn(
          LearnedBundle(
            sequence: 1, previous: zeros, digest: digest, records: [], withdrawals: [], gone: ids))
      } else {
        try unpacked.learn(
          LearnedArrivals(sequence: 1, digest: digest, records: [], withdrawals: [], gone: ids))
      }
    }
    #expect(parts.testimonies == 1 && parts.lost == 0)
    let plan = try inbox.beginBundle(before: 1)
    #expect(try Desk.content(of: plan, in: inbox).map(\.sealed) == [waiting])
    try await inbox.withdraw(token, epoch: 0)
    try inbox.endBundle(plan, digest: digest)
    #expect(try inbox.beginBundle(before: 1).withdrawals == 1)
  }

  @Test(arguments: ["bundle", "arrivals", "nothing"])
  func `after a restoring a receipt tells what somebody has from what nobody had`(learns: String)
    async throws
  {
    let room = try CopyRoom()
    let (carried, token) = try await room.desk.submitted()
    let digest = [UInt8](repeating: 7, count: 32)
    // Made before the copy, and fetched after it, if at all.
    try room.desk.inbox.endBundle(room.desk.inbox.beginBundle(before: 1), digest: digest)
    try room.backUpRecords()
    try room.backUpKeys()
    let ids = [carried.header.record]
    let (inbox, _, _) = try room.restore { unpacked in
      switch learns {
      case "bundle":
        try unpacked.learn(
          LearnedBundle(
            sequence: 1, previous: [UInt8](repeating: 0, count: 32), digest: digest, records: ids,
            withdrawals: []))
      case "arrivals":
        try unpacked.learn(
          LearnedArrivals(sequence: 1, digest: digest, records: ids, withdrawals: []))
      default: break
      }
    }
    try inbox.depart(before: 5)
    #expect(try await inbox.look(token)?.standing == (learns == "nothing" ? .expired : .kept))
  }

  // G12
  @Test func `a vault that has less changes nothing, and one with another bundle is refused`()
    async throws
  {
    let room = try CopyRoom()
    let (carried, token) = try await room.desk.submitted()
    let digests = [UInt8](1...2).map { [UInt8](repeating: $0, count: 32) }
    for digest in digests {
      try room.desk.inbox.endBundle(room.desk.inbox.beginBundle(before: 1), digest: digest)
      try await room.desk.inbox.withdraw(token, epoch: 0)
    }
    try room.backUpRecords()
    try room.backUpKeys()
    let (inbox, parts, _) = try room.restore { unpacked in
      for (sequence, digest) in [(1, digests[1]), (2, digests[0])] {
        let forged = LearnedArrivals(
          sequence: sequence, digest: digest, records: [], withdrawals: [])
        #expect(throws: IntakeStoreError.bundleForked) { try unpacked.learn(forged) }
      }
      try unpacked.learn(
        LearnedArrivals(
          sequence: 1, digest: digests[0], records: [carried.header.record], withdrawals: []))
    }
    #expect(parts.lastBundle == 2 && parts.withdrawn == 1)
    // What was told once stays with the bundle that told it.
    #expect(try inbox.withdrawals(in: inbox.bundle(2)) == [carried.header.record])
  }

  @Test func `without record keys nothing opens, and the rest is named and goes on`() async throws {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    let plan = try room.desk.inbox.beginBundle(before: 1)
    try room.desk.inbox.endBundle(plan, digest: [UInt8](repeating: 4, count: 32))
    let (_, token) = try await room.desk.submitted()
    try room.backUpRecords()
    let (inbox, parts, _) = try room.restore(withKeys: false)
    #expect(parts == RestoredParts(lost: 1, bundledWithoutKey: 1, lastBundle: 1))
    #expect(try inbox.beginBundle(before: 1).records == 0)
    #expect(try await inbox.look(token) == nil)
  }

  // G5
  @Test func `a bundle whose record keys are lost is made again with holes`() async throws {
    let room = try CopyRoom()
    let (carried, _) = try await room.desk.submitted()
    let plan = try room.desk.inbox.beginBundle(before: 1)
    try room.desk.inbox.endBundle(plan, digest: [UInt8](repeating: 4, count: 32))
    try room.backUpRecords()
    let (inbox, _, _) = try room.restore(withKeys: false)
    var holes: [[UInt8]] = []
    try inbox.forEachTestimony(in: inbox.bundle(1)) {
      if case .hole(let record, _, _, _) = $0 { holes.append(record) }
    }
    #expect(holes == [carried.header.record])
    #expect(try inbox.bundle(1).records == 1)
  }

  // G6
  @Test func `record keys past their last day are refused`() async throws {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let last = Day(number: CopyRoom.today.number + 7)
    _ = try room.restore(on: last)
    #expect(throws: IntakeStoreError.keysExpired) {
      try room.restore(on: Day(number: last.number + 1))
    }
  }

  // G6
  @Test func `newer record keys take the place of older ones, and of no other file`() async throws {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    try room.backUpKeys()
    let before = try Data(contentsOf: room.recordKeys)
    try room.backUpKeys()
    #expect(try Data(contentsOf: room.recordKeys) != before)
    #expect(try room.shelf.contents().map(\.name) == ["record-keys"])
    try Data("something else".utf8).write(to: room.recordKeys)
    #expect(throws: IntakeStoreError.copyExists) { try room.backUpKeys() }
    try room.backUpRecords()
    #expect(throws: IntakeStoreError.copyExists) { try room.backUpRecords() }
  }

  // G3 G6
  @Test func `a copy of records holds no record key, and the snapshots are gone`() async throws {
    let room = try CopyRoom()
    _ = try await room.desk.submitted()
    let keys = try room.desk.recordKeys().values
    try room.backUpRecords()
    let folder = try Scratch()
    let restoring = try InboxRestoring(to: folder.folder, of: room.desk.canned.campaign)
    try restoring.unpack(
      room.records, .records, with: room.restoreKeys([room.records]), today: CopyRoom.today)
    let unpacked = try folder.contents()
    #expect(
      Set(unpacked.map(\.name)) == ["inbox.sqlite", "log.sqlite", "intake.key", "receipt.key"])
    for key in keys {
      #expect(unpacked.allSatisfy { $0.bytes.range(of: Data(key)) == nil })
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: room.desk.scratch.folder.path)
    #expect(!left.contains { $0.hasPrefix("copying") })
  }

  // G1
  @Test func `a copy shows nothing of the intake to who has not the operator's key`() async throws {
    let room = try CopyRoom()
    let (sealed, _) = try await room.desk.submitted()
    try room.backUpRecords()
    try room.backUpKeys()
    let keys = try room.desk.recordKeys()
    for file in [room.records, room.recordKeys] {
      let bytes = try Data(contentsOf: file)
      for piece in [Data("SQLite".utf8), Data(sealed.header.record)] + keys.values.map({ Data($0) })
      {
        #expect(bytes.range(of: piece) == nil)
      }
    }
    let restoring = try InboxRestoring(to: Scratch().folder, of: room.desk.canned.campaign)
    #expect(throws: SealedCopyError.noKey) {
      try restoring.unpack(room.records, .records, with: RestoreKeys(), today: CopyRoom.today)
    }
  }

  @Test func `a folder with something in it is not restored to, and half of one is not served`()
    throws
  {
    let room = try CopyRoom()
    let campaign = room.desk.canned.campaign
    #expect(throws: IntakeStoreError.folderNotEmpty) {
      try InboxRestoring(to: room.desk.scratch.folder, of: campaign)
    }
    let folder = try Scratch()
    let restoring = try InboxRestoring(to: folder.folder, of: campaign)
    #expect(throws: IntakeStoreError.halfRestored) {
      try SQLiteInbox(folder: folder.folder, campaign: campaign)
    }
    restoring.giveUp()
    _ = try SQLiteInbox(folder: folder.folder, campaign: campaign)
  }

  @Test func `halves that were swapped, or another campaign's, are refused`() async throws {
    let room = try CopyRoom()
    try room.backUpRecords()
    try room.backUpKeys()
    let keys = try room.restoreKeys([room.records, room.recordKeys])
    let restoring = try InboxRestoring(to: Scratch().folder, of: room.desk.canned.campaign)
    #expect(throws: IntakeStoreError.otherHalf) {
      try restoring.unpack(room.recordKeys, .records, with: keys, today: CopyRoom.today)
    }
    let other = try InboxRestoring(to: Scratch().folder, of: Desk().canned.campaign)
    #expect(throws: IntakeStoreError.otherCampaign) {
      try other.unpack(room.records, .records, with: keys, today: CopyRoom.today)
    }
  }

  // G5
  @Test func `copies made while testimonies arrive have a key for each record`() async throws {
    let room = try CopyRoom()
    let sealed = try (0..<120).map { _ in try room.desk.canned.sealed() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for testimony in sealed {
        group.addTask {
          _ = try await room.desk.inbox.accept(
            Submission(testimony), epoch: 0, takesUninvited: true)
        }
      }
      // A connection of its own, as the command has.
      let second = try room.desk.reopened()
      try second.backUp(
        records: room.records, recordKeys: room.recordKeys, keptUntil: CopyRoom.today,
        for: room.card)
      try await group.waitForAll()
    }
    let (_, parts, _) = try room.restore()
    #expect(parts.lost == 0 && parts.bundledWithoutKey == 0)
    #expect(try room.desk.inbox.count() == sealed.count)
  }

  @Test func `the public log goes on where it was seen last`() async throws {
    let room = try CopyRoom()
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 3, count: 32)))
    _ = try await room.desk.submitted()
    try room.desk.inbox.publishLog(before: 1, key: key)
    try room.backUpRecords()
    try room.backUpKeys()
    _ = try await room.desk.submitted()
    try room.desk.inbox.publishLog(before: 1, key: key)
    let seen = try LogFile(room.desk.inbox.publicLog().text)
    let signer = key.publicKey
    let (inbox, parts, _) = try room.restore { unpacked in
      try unpacked.learn(seen, by: signer)
      #expect(throws: IntakeStoreError.logForked) {
        try unpacked.learn(seen, by: [UInt8](repeating: 1, count: 32))
      }
    }
    #expect(parts.leaves == 2)
    #expect(try inbox.publicLog().checkpoint == seen.checkpoint.text)
  }
}
