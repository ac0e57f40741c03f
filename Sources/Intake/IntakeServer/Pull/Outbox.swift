// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
public import IntakeStore
import SealedBundle
import Sealing
public import TestimonyModel

/// What waits for the analysts: closes periods into bundles, hands them out in parts, and lets testimonies go.
///
/// A bundle that is handed out stands in memory alone; on the disk it is what it was before, under the intake's own layer.
public actor Outbox {
  /// The longest bundle that is made for the wire, in bytes; what does not fit is in the next one.
  static let mostBytes = 8 << 20

  /// What becomes of testimonies, from the settings.
  public struct Rules: Sendable {
    let delay: Int
    let leavesWhenAcknowledged: Bool
    let retentionDays: Int

    /// Takes the settings `uninvitedDelayPeriods`, `acknowledged` and `retentionDays`.
    public init(delay: Int = 0, leavesWhenAcknowledged: Bool = true, retentionDays: Int = 90) {
      (self.delay, self.retentionDays) = (delay, retentionDays)
      self.leavesWhenAcknowledged = leavesWhenAcknowledged
    }

    /// The first period whose testimonies may still be here on a day: of those with a slip, and of those without.
    ///
    /// The days count from when a bundle may take them, or one that has to wait could leave before anybody can fetch it.
    public func expired(_ campaign: Campaign, on day: Day) -> (epoch: Int, openLane: Int) {
      let last = campaign.openEpoch(on: day)
      func first(waiting delay: Int) -> Int {
        (0..<last).first { epoch in
          let end = min(campaign.closes, campaign.days(ofEpoch: epoch + delay).upperBound)
          return end.number + retentionDays >= day.number
        } ?? last
      }
      return (first(waiting: 0), first(waiting: delay))
    }
  }

  /// The intake's key, by which it signs bundles and to which requests are addressed.
  public nonisolated let publicKey: [UInt8]
  nonisolated let campaignID: [UInt8]
  private let campaign: Campaign

  private let inbox: SQLiteInbox
  private let rules: Rules
  private let key: Signing.PrivateKey
  private var clock: ClockWatch?
  private let today: @Sendable () -> Day
  private var made: Made?
  private var closedOn: Day?
  private var bundledOn: Day?

  /// A bundle in memory.
  private struct Made {
    let sequence: UInt32
    let holes: Int
    let bytes: [UInt8]
    let version: [UInt8]
  }

  /// Puts it together; `today` is asked for the day alone, and `clock` whether the day may be believed.
  public init(
    _ inbox: SQLiteInbox, of campaign: Campaign, rules: Rules, key: consuming Signing.PrivateKey,
    clock: ClockWatch? = nil, today: @escaping @Sendable () -> Day
  ) {
    (publicKey, campaignID) = (key.publicKey, campaign.id)
    (self.inbox, self.campaign, self.rules) = (inbox, campaign, rules)
    self.key = key
    (self.clock, self.today) = (clock, today)
  }

  // MARK: By the clock

  /// Once a day what closed goes into a bundle, where anything did; every time, what is too old leaves.
  ///
  /// That it happens with the day and not with an event keeps a bundle from telling when somebody wrote or withdrew (G3).
  public func closePeriods(bundles: Bool) throws {
    let day = today()
    let closed = BundlePacking.closed(campaign, on: day, delay: rules.delay)
    if bundles, closedOn != day {
      closedOn = day
      if try inbox.hasNews(before: closed.epoch, openLane: closed.openLane) { try makeBundle() }
    }
    made = nil
    let isEmpty = try inbox.count() == 0
    guard clock?.mayLetGo(on: day, isEmpty: isEmpty) ?? true else { return }
    let expired = rules.expired(campaign, on: day)
    if try inbox.depart(before: expired.epoch, openLane: expired.openLane) > 0 { try inbox.tidy() }
  }

  // MARK: For the analysts

  func answer(_ action: PullAction, challenge: [UInt8]) throws -> PullReply {
    switch action {
    case .fetch(let range): try part(range, challenge)
    case .acknowledge(let sequence, let digest): try acknowledge(sequence, digest, challenge)
    }
  }

  private func part(_ range: PullRange, _ challenge: [UInt8]) throws -> PullReply {
    guard let plan = try plan(range.sequence) else {
      return PullReply(.nothingNew, sequence: range.sequence, challenge: challenge)
    }
    // Asked before it is packed: one that was made for a stick may be longer than the memory.
    guard try BundlePacking(inbox, of: campaign).length(of: plan) <= PullReply.mostBytes else {
      return PullReply(.byStick, sequence: range.sequence, challenge: challenge)
    }
    let bundle = try bundle(plan)
    let isStart = range.offset == 0 && range.version == PullRequest.zero
    guard isStart || range.version == bundle.version else {
      return PullReply(.changed, sequence: range.sequence, challenge: challenge)
    }
    let reply = PullReply(
      of: bundle.bytes, sequence: range.sequence, version: bundle.version,
      from: Int(clamping: range.offset), challenge: challenge)
    // With the last part, and before it: better said to be with somebody than wrongly with nobody.
    let isWhole = Int(clamping: range.offset) + reply.part.count >= bundle.bytes.count
    if isWhole, try inbox.handOut(upToBundle: Int(range.sequence)) { try inbox.tidy() }
    return reply
  }

  private func acknowledge(
    _ sequence: UInt32, _ digest: [UInt8], _ challenge: [UInt8]
  ) throws -> PullReply {
    guard try inbox.hasBundle(Int(sequence), digest: digest) else {
      return PullReply(.otherBundle, sequence: sequence, challenge: challenge)
    }
    // Also of one that was handed out by a copy of this intake that is no more.
    try inbox.handOut(upToBundle: Int(sequence))
    if rules.leavesWhenAcknowledged {
      made = nil
      // Tidying takes the time of it off the files.
      if try inbox.depart(upToBundle: Int(sequence)) > 0 { try inbox.tidy() }
    }
    return PullReply(.acknowledged, sequence: sequence, challenge: challenge)
  }

  /// The bundle of a number as it is now; a withdrawal since the last part makes it another file (G6).
  private func bundle(_ plan: BundlePlan) throws -> Made {
    let holes = try inbox.holes(in: plan)
    if let made, made.sequence == plan.sequence, made.holes == holes { return made }
    let bytes = try pack(plan).bytes
    let bundle = Made(
      sequence: plan.sequence, holes: holes, bytes: bytes, version: Digest.sha256(bytes))
    made = bundle
    return bundle
  }

  /// Where there is none yet, one is made, but one a day: it may be empty, and tells that nothing was withdrawn.
  private func plan(_ sequence: UInt32) throws -> BundlePlan? {
    do { return try inbox.bundle(Int(sequence)) } catch IntakeStoreError.noSuchBundle {
      guard bundledOn != today() else { return nil }
      try makeBundle()
    }
    do { return try inbox.bundle(Int(sequence)) } catch IntakeStoreError.noSuchBundle { return nil }
  }

  private func makeBundle() throws {
    let day = today()
    let closed = BundlePacking.closed(campaign, on: day, delay: rules.delay)
    try inbox.publishLog(before: campaign.logEpoch(of: day), key: key)
    let most = max(1, Self.mostBytes / (SealedTestimony.length(in: campaign.form) + 64))
    let plan = try inbox.beginBundle(before: closed.epoch, openLane: closed.openLane, most: most)
    try inbox.endBundle(plan, digest: try pack(plan).digest)
    try inbox.tidy()
    // A full one leaves something for the next.
    bundledOn = plan.records < most ? day : nil
  }

  private func pack(_ plan: BundlePlan) throws -> (bytes: [UInt8], digest: [UInt8]) {
    let room = Room()
    let digest = try BundlePacking(inbox, of: campaign).write(plan, by: key) { room.bytes += $0 }
    return (room.bytes, digest)
  }

  private final class Room { var bytes: [UInt8] = [] }
}
