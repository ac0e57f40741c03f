// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Synchronization

/// What whoever pulls has to sign: each challenge is good once, and for two minutes at most (PullFormat §1).
///
/// Nothing is kept of a challenge that was given out, so that knocking fills no memory; only one that an analyst used is
/// remembered until it would be too old anyway. Neither holds a time: a process counts its own minutes.
final class PullChallenges: Sendable {
  /// Seconds during which challenges are made of one number.
  static let period = 60.0
  private static let nonceLength = 16

  private let secret: [UInt8]
  private let seconds: @Sendable () -> Double
  private let used = Mutex<[[UInt8]: UInt64]>([:])

  /// Takes a clock that only ever goes forward.
  init(seconds: @escaping @Sendable () -> Double) throws(PrimitiveError) {
    secret = try RandomBytes.fresh(32)
    self.seconds = seconds
  }

  /// A challenge that nobody had before.
  func fresh() throws(PrimitiveError) -> [UInt8] {
    let nonce = try RandomBytes.fresh(Self.nonceLength)
    return nonce + code(nonce, in: window)
  }

  /// Whether a challenge is one of this process, fresh and unused; it is used from now on.
  func take(_ challenge: [UInt8]) -> Bool {
    let now = window
    let nonce = Array(challenge.prefix(Self.nonceLength))
    let made = [now, now == 0 ? 0 : now - 1].first {
      MAC.equal(Array(challenge.dropFirst(Self.nonceLength)), code(nonce, in: $0))
    }
    guard made != nil else { return false }
    return used.withLock { used in
      used = used.filter { $0.value + 1 >= now }
      guard used[nonce] == nil else { return false }
      used[nonce] = now
      return true
    }
  }

  private var window: UInt64 { UInt64(max(0, seconds() / Self.period)) }

  private func code(_ nonce: [UInt8], in window: UInt64) -> [UInt8] {
    var input = DomainLabel.pullChallenge.bytes + nonce
    input.append(bigEndian: window)
    return Array(MAC.hmacSHA256(key: secret, input).prefix(Digest.length - Self.nonceLength))
  }
}
