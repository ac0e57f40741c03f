// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import NIOCore
import SealedBundle
import Sealing
import Synchronization
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

/// The analysts' door: who is let in, what she gets, and what leaves.
@Suite struct PullTests {
  // G3
  @Test func `everything that is not a good request meets one and the same reply`() async throws {
    let door = try PullDesk()
    let challenge = try await door.challenge()
    let fetch = PullAction.fetch(PullRange(sequence: 1))
    let wrong: [[UInt8]] = [
      [], [UInt8](repeating: 0, count: 255), [UInt8](repeating: 7, count: 100_000),
      try PullRequest.knock(),
      try door.request(fetch, challenge, by: try door.stranger()).bytes,
      try door.request(fetch, challenge, campaign: [UInt8](repeating: 1, count: 16)).bytes,
      try door.request(fetch, challenge, to: [UInt8](repeating: 1, count: 32)).bytes,
      try door.request(fetch, PullRequest.zero).bytes,
      Self.turned(try door.request(fetch, challenge).bytes, at: 140),
      Self.turned(try door.request(fetch, challenge).bytes, at: 60),
    ]
    var replies: [TestResponse] = []
    for body in wrong { replies.append(try await door.post(body)) }
    replies.append(try await door.visit(.get, "/pull"))
    replies.append(try await door.visit(.get, "/"))
    replies.append(try await door.visit(.post, "/campaign.json"))
    for reply in replies {
      #expect(reply.status == .forbidden)
      #expect(reply.bytes.count == 32)
      #expect(reply.headers == replies.first?.headers)
    }
    #expect(Set(replies.map(\.bytes)).count == replies.count, "challenges are never the same")
    #expect(try await door.ask(fetch, challenge).state == .part, "no failure used it up")
  }

  // G12
  @Test func `a request is good once, and not after its challenge's time`() async throws {
    let door = try PullDesk()
    let request = try door.request(.fetch(PullRange(sequence: 1)), try await door.challenge())
    #expect(try await door.post(request.bytes).status == .ok)
    #expect(try await door.post(request.bytes).status == .forbidden)
    for (wait, status) in [(59.0, HTTPResponse.Status.ok), (121, .forbidden)] {
      let later = try door.request(.fetch(PullRange(sequence: 1)), try await door.challenge())
      door.wait(wait)
      #expect(try await door.post(later.bytes).status == status)
    }
  }

  @Test func `another process's challenge is no good`() async throws {
    let (door, other) = (try PullDesk(), try PullDesk())
    let challenge = try await other.challenge()
    let request = try door.request(.fetch(PullRange(sequence: 1)), challenge)
    #expect(try await door.post(request.bytes).status == .forbidden)
  }

  @Test func `closed periods come in one bundle, and open ones wait`() async throws {
    let door = try PullDesk()
    for epoch in [0, 0, 0, 9] {
      _ = try await door.inbox.accept(try door.canned.sealed(), epoch: epoch)
    }
    let file = try await door.fetch(1)
    #expect(try door.records(in: file) == 3)
    #expect(try await door.ask(.fetch(PullRange(sequence: 2))).state == .nothingNew, "today")
    door.day.withLock { $0 = Day(number: $0.number + 1) }
    #expect(try door.records(in: try await door.fetch(2)) == 0, "nothing was withdrawn")
    #expect(door.events.all.isEmpty)
  }

  // G6
  @Test func `a withdrawal in the middle makes another file, without the testimony`() async throws {
    let door = try PullDesk()
    let submission = try Submission(try door.canned.sealed())
    for other in [submission, try Submission(try door.canned.sealed())] {
      _ = try await door.inbox.accept(other, epoch: 0, takesUninvited: true)
    }
    let first = try await door.ask(.fetch(PullRange(sequence: 1)))
    let rest = PullRange(sequence: 1, offset: 100, version: first.version)
    let goesOn = try await door.ask(.fetch(rest)).part.prefix(50)
    #expect(goesOn == first.part.dropFirst(100).prefix(50))
    try await door.inbox.withdraw(submission.token, epoch: 0)
    #expect(try await door.ask(.fetch(rest)).state == .changed)
    let bytes = try await door.fetch(1)
    #expect(try door.records(in: bytes) == 1)
    let words = submission.sealed.bytes.dropFirst(SealedHeader.length).prefix(64)
    #expect(Data(bytes).range(of: Data(words)) == nil)
    #expect(Data(first.part).range(of: Data(words)) != nil, "it has to be found where it is")
  }

  // G5
  @Test func `only the bundle's digest lets testimonies leave, and twice is as once`() async throws
  {
    let door = try PullDesk()
    _ = try await door.inbox.accept(try door.canned.sealed(), epoch: 0)
    let digest = try door.digest(of: try await door.fetch(1))
    let wrong = PullAction.acknowledge(sequence: 1, digest: PullRequest.zero)
    #expect(try await door.ask(wrong).state == .otherBundle)
    let ahead = PullAction.acknowledge(sequence: 2, digest: digest)
    #expect(try await door.ask(ahead).state == .otherBundle)
    #expect(try door.inbox.count() == 1)
    for _ in 1...2 {
      let reply = try await door.ask(.acknowledge(sequence: 1, digest: digest))
      #expect(reply.state == .acknowledged)
      #expect(try door.inbox.count() == 0)
    }
    #expect(try door.digest(of: try await door.fetch(1)) == digest, "the chain goes on")
  }

  @Test func `where the settings say so they stay for a second vault`() async throws {
    let door = try PullDesk(rules: .init(leavesWhenAcknowledged: false))
    _ = try await door.inbox.accept(try door.canned.sealed(), epoch: 0)
    let file = try await door.fetch(1)
    let digest = try door.digest(of: file)
    _ = try await door.ask(.acknowledge(sequence: 1, digest: digest))
    #expect(try door.inbox.count() == 1)
    #expect(try await door.fetch(1) == file)
  }

  @Test func `by the clock closed periods go into a bundle once a day, where there is news`()
    async throws
  {
    let door = try PullDesk()
    try await door.outbox.closePeriods(bundles: true)
    #expect(throws: IntakeStoreError.noSuchBundle) { try door.inbox.bundle(1) }
    let submission = try Submission(try door.canned.sealed())
    _ = try await door.inbox.accept(submission, epoch: 0, takesUninvited: true)
    try await door.outbox.closePeriods(bundles: true)
    #expect(throws: IntakeStoreError.noSuchBundle) { try door.inbox.bundle(1) }
    door.day.withLock { $0 = Day(number: $0.number + 1) }
    try await door.outbox.closePeriods(bundles: true)
    #expect(try door.inbox.bundle(1).records == 1)
    try await door.inbox.withdraw(submission.token, epoch: 0)
    try await door.outbox.closePeriods(bundles: true)
    #expect(throws: IntakeStoreError.noSuchBundle) { try door.inbox.bundle(2) }
  }

  @Test func `after the days of the settings they leave, fetched or not`() async throws {
    let door = try PullDesk(rules: .init(retentionDays: 30))
    _ = try await door.inbox.accept(try door.canned.sealed(), epoch: 0)
    let end = door.canned.campaign.days(ofEpoch: 0).upperBound
    for (days, left) in [(30, 1), (31, 0)] {
      door.day.withLock { $0 = Day(number: end.number + days) }
      try await door.outbox.closePeriods(bundles: false)
      #expect(try door.inbox.count() == left)
    }
  }

  @Test(arguments: [false, true])
  func `the receipt of a bundle that nobody fetched says so after its days`(isFetched: Bool)
    async throws
  {
    let door = try PullDesk(rules: .init(retentionDays: 30))
    let token = try RandomBytes.fresh(32)
    let sealed = try door.canned.sealed()
    _ = try await door.inbox.accept(
      Submission(sealed, token: token), epoch: 0, takesUninvited: true)
    let end = door.canned.campaign.days(ofEpoch: 0).upperBound
    door.day.withLock { $0 = Day(number: end.number + 1) }
    try await door.outbox.closePeriods(bundles: true)
    #expect(try door.inbox.bundle(1).records == 1)
    if isFetched { #expect(try door.records(in: try await door.fetch(1)) == 1) }
    #expect(try await door.inbox.look(token)?.standing == .kept)
    door.day.withLock { $0 = Day(number: end.number + 31) }
    try await door.outbox.closePeriods(bundles: false)
    #expect(try door.inbox.count() == 0)
    #expect(try await door.inbox.look(token)?.standing == (isFetched ? .kept : .expired))
    // Whoever comes late gets a hole, and the receipt goes on saying that nobody had it.
    _ = try await door.fetch(1)
    #expect(try await door.inbox.look(token)?.standing == (isFetched ? .kept : .expired))
  }

  // G5
  @Test func `a start with a clock far ahead lets nothing go that nobody has fetched`() async throws
  {
    let door = try PullDesk(rules: .init(retentionDays: 30), watches: true)
    try await door.outbox.closePeriods(bundles: false)
    _ = try await door.inbox.accept(try door.canned.sealed(), epoch: 0)
    door.day.withLock { $0 = Day(number: $0.number + 1_000) }
    try await door.outbox.closePeriods(bundles: false)
    #expect(try door.inbox.count() == 1)
    #expect(door.events.all == [.dayDoubted])
    door.wait(7 * 86_400)
    door.day.withLock { $0 = Day(number: $0.number + 7) }
    try await door.outbox.closePeriods(bundles: false)
    #expect(try door.inbox.count() == 0)
  }

  // G5
  @Test(arguments: [0, 1, 5, 52])
  func `none leaves by its age before a bundle may take it`(delay: Int) throws {
    let campaign = try Canned().campaign
    let rules = Outbox.Rules(delay: delay, retentionDays: 1)
    let last = campaign.closes.number + 40
    for day in (campaign.opens.number...last).map(Day.init(number:)) {
      let expired = rules.expired(campaign, on: day)
      let before = Day(number: day.number - 1)
      let bundled = BundlePacking.closed(campaign, on: before, delay: delay)
      #expect(expired.epoch <= bundled.epoch && expired.openLane <= max(0, bundled.openLane))
    }
    let over = rules.expired(campaign, on: Day(number: last))
    #expect(over.epoch == campaign.lastEpoch + 1 && over.openLane == over.epoch)
  }

  @Test func `a bundle's length is known before it is packed, and never too short`() async throws {
    let door = try PullDesk()
    for _ in 1...3 { _ = try await door.inbox.accept(try door.canned.sealed(), epoch: 0) }
    let gone = try Submission(try door.canned.sealed())
    _ = try await door.inbox.accept(gone, epoch: 0, takesUninvited: true)
    let file = try await door.fetch(1)
    let packing = BundlePacking(door.inbox, of: door.canned.campaign)
    let whole = try packing.length(of: try door.inbox.bundle(1))
    #expect(whole >= file.count && whole < file.count + 1_000)
    try await door.inbox.withdraw(gone.token, epoch: 0)
    let holed = try packing.length(of: try door.inbox.bundle(1))
    let left = try await door.fetch(1)
    #expect(holed < whole && holed >= left.count && holed < left.count + 1_000)
  }

  @Test func `a store that fails is told and logged`() async throws {
    let door = try PullDesk()
    let challenge = try await door.challenge()
    try door.spoil()
    #expect(try await door.ask(.fetch(PullRange(sequence: 1)), challenge).state == .later)
    #expect(door.events.all == [.pullFailed])
  }

  private static func turned(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    var bytes = bytes
    bytes[place] ^= 1
    return bytes
  }
}

/// An intake's door for analysts, and one analyst before it.
private struct PullDesk {
  let canned: Canned
  let scratch: Scratch
  let inbox: SQLiteInbox
  let outbox: Outbox
  let events = Events()
  let day: Shared<Day>
  private let seconds = Shared(0.0)
  private let seed = [UInt8](repeating: 9, count: 32)
  private let application: Application<RouterResponder<BasicRequestContext>>

  init(rules: Outbox.Rules = .init(), watches: Bool = false) throws {
    canned = try Canned()
    scratch = try Scratch()
    inbox = try SQLiteInbox(folder: scratch.folder, campaign: canned.campaign)
    // The first period has closed, and no other.
    day = Shared(Day(number: canned.campaign.days(ofEpoch: 0).upperBound.number + 1))
    let key = try Signing.PrivateKey(seed: RandomBytes.secret(32))
    let clock = ClockWatch(
      folder: scratch.folder, retentionDays: 30, log: EventLog { [events] in events.add($0) }
    ) { [seconds] in .seconds(seconds.withLock { $0 }) }
    outbox = Outbox(
      inbox, of: canned.campaign, rules: rules, key: key, clock: watches ? clock : nil
    ) { [day] in day.withLock { $0 } }
    let analyst = try Signing.PrivateKey(seed: SecretBytes(copying: seed)).publicKey
    let pull = try PullApplication(
      outbox, keys: [analyst], log: EventLog { [events] in events.add($0) }
    ) { [seconds] in seconds.withLock { $0 } }
    application = Application(router: pull.router)
  }

  func wait(_ time: Double) { seconds.withLock { $0 += time } }

  func stranger() throws -> Signing.PrivateKey {
    try Signing.PrivateKey(seed: RandomBytes.secret(32))
  }

  func visit(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]? = nil
  ) async throws -> TestResponse {
    try await application.test(.router) { client in
      try await client.execute(
        uri: path, method: method, body: body.map { ByteBuffer(bytes: $0) })
    }
  }

  func post(_ body: [UInt8]) async throws -> TestResponse { try await visit(.post, "/pull", body) }

  func challenge() async throws -> [UInt8] { try await post(PullRequest.knock()).bytes }

  func request(
    _ action: PullAction, _ challenge: [UInt8], campaign: [UInt8]? = nil, to intake: [UInt8]? = nil
  ) throws -> PullRequest {
    try request(
      action, challenge, campaign: campaign, to: intake,
      by: Signing.PrivateKey(seed: SecretBytes(copying: seed)))
  }

  func request(
    _ action: PullAction, _ challenge: [UInt8], campaign: [UInt8]? = nil, to intake: [UInt8]? = nil,
    by key: borrowing Signing.PrivateKey
  ) throws -> PullRequest {
    try PullRequest(
      action, campaign: campaign ?? canned.campaign.id, challenge: challenge,
      to: intake ?? outbox.publicKey, by: key)
  }

  func ask(_ action: PullAction, _ challenge: [UInt8]? = nil) async throws -> PullReply {
    let challenge = if let challenge { challenge } else { try await self.challenge() }
    let reply = try await post(try request(action, challenge).bytes)
    #expect(reply.status == .ok)
    return try #require(PullReply(reply.bytes))
  }

  /// A whole bundle, part by part.
  func fetch(_ sequence: UInt32) async throws -> [UInt8] {
    var reply = try await ask(.fetch(PullRange(sequence: sequence)))
    var bytes = reply.part
    while bytes.count < Int(reply.total) {
      let range = PullRange(
        sequence: sequence, offset: UInt64(bytes.count), version: reply.version)
      reply = try await ask(.fetch(range))
      bytes += reply.part
    }
    bytes = Array(bytes.prefix(Int(reply.total)))
    #expect(Digest.sha256(bytes) == reply.version)
    return bytes
  }

  func digest(of bundle: [UInt8]) throws -> [UInt8] {
    try BundleReader.verify(try file(bundle), of: canned.campaign, from: outbox.publicKey)
  }

  /// How many sealed testimonies there are, holes not counted.
  func records(in bundle: [UInt8]) throws -> Int {
    var reader = try BundleReader(
      try file(bundle), of: canned.campaign, from: outbox.publicKey)
    var count = 0
    while let entry = try reader.next() {
      if case .record = entry { count += 1 }
    }
    return count
  }

  /// Breaks the database under the running intake.
  func spoil() throws {
    let file = scratch.folder.appending(path: "inbox.sqlite").path
    try DatabaseQueue(path: file).write { try $0.execute(sql: "DROP TABLE withdrawn") }
  }

  private func file(_ bytes: [UInt8]) throws -> FileHandle {
    let file = scratch.folder.appending(path: "bundle-of-a-test")
    try Data(bytes).write(to: file)
    return try FileHandle(forReadingFrom: file)
  }
}

/// A value that a test changes while others look.
final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }

  @discardableResult
  func withLock<Result: Sendable>(_ body: (inout sending Value) -> Result) -> Result {
    value.withLock { body(&$0) }
  }
}
