// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import IntakeStore
import Sealing
import Synchronization

/// Decides how many testimonies without a slip are taken, without knowing who sends them.
///
/// Two buckets for all together: the first is free, the second costs the browser some work. Nothing is kept about
/// anyone, and all of it is in memory (G3).
final class Admission: Sendable {
  /// Zero bits that a puzzle's answer starts with: some 16,000 tries, one or two seconds on a slow phone.
  static let bits = 14
  /// For how long one challenge is asked; the one before it is good as well.
  private static let period = 600.0

  /// What is said to whoever comes without a slip.
  enum Answer: Equatable {
    case take
    case solve(challenge: [UInt8])
    case wait
    case slipNeeded
  }

  private let rule: SlipRule
  private let seconds: @Sendable () -> Double
  private let secret: [UInt8]
  private let buckets: Mutex<(free: Bucket, worked: Bucket)>

  /// `seconds` is a clock that never goes back.
  init(
    _ rule: SlipRule, perMinute: Int, burst: Int,
    seconds: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) throws(PrimitiveError) {
    (self.rule, self.seconds) = (rule, seconds)
    secret = try RandomBytes.fresh(32)
    let now = seconds()
    buckets = Mutex(
      (
        Bucket(burst: burst, perMinute: perMinute, at: now),
        Bucket(burst: burst * 4, perMinute: perMinute * 4, at: now)
      ))
  }

  /// Asks for a place outside the slips' lane; without a submission (a plain form) there is no puzzle to solve.
  func ask(_ submission: Submission?) -> Answer {
    guard rule == .optional else { return .slipNeeded }
    let now = seconds()
    let isSolved = submission.map { solves($0, at: now) } ?? false
    return buckets.withLock { buckets in
      if buckets.free.take(at: now) { return .take }
      if isSolved && buckets.worked.take(at: now) { return .take }
      guard submission != nil, buckets.worked.hasRoom(at: now) else { return .wait }
      return .solve(challenge: challenge(at: now))
    }
  }

  /// The challenge of a moment, the same for all who come within ten minutes.
  private func challenge(at now: Double) -> [UInt8] {
    var input = DomainLabel.puzzle.bytes
    input.append(bigEndian: UInt64(max(0, now / Self.period)))
    return Array(MAC.hmacSHA256(key: secret, input).prefix(16))
  }

  private func solves(_ submission: Submission, at now: Double) -> Bool {
    [now, now - Self.period].contains { moment in
      let work = Digest.sha256(
        DomainLabel.puzzle.bytes + challenge(at: moment) + submission.sealed.header.record
          + submission.nonce)
      var rest = work[...]
      return (rest.take(UInt32.self) ?? .max).leadingZeroBitCount >= Self.bits
    }
  }
}

/// A token bucket: so many at once, and so many a minute after that.
private struct Bucket {
  private let burst: Double
  private let perSecond: Double
  private var level: Double
  private var last: Double

  init(burst: Int, perMinute: Int, at now: Double) {
    (self.burst, perSecond) = (Double(burst), Double(perMinute) / 60)
    (level, last) = (Double(burst), now)
  }

  mutating func take(at now: Double) -> Bool {
    guard hasRoom(at: now) else { return false }
    level -= 1
    return true
  }

  mutating func hasRoom(at now: Double) -> Bool {
    level = min(burst, level + max(0, now - last) * perSecond)
    last = max(last, now)
    return level >= 1
  }
}
