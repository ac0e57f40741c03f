// SPDX-License-Identifier: Apache-2.0

/// Says when nobody has touched the keyboard for so long that the keys have to go (G8).
///
/// Whoever holds an unlocked vault asks it; the clock is passed in. It counts through a sleeping laptop when
/// it is given moments of a `ContinuousClock`.
public struct IdleLock: Equatable, Sendable {
  /// Ten minutes: long enough to read one testimony, short enough for an open door.
  public static let standard = Duration.seconds(600)

  /// How long nobody may be there.
  public let limit: Duration
  private var lastTouch: ContinuousClock.Instant

  /// Starts to count.
  public init(limit: Duration = Self.standard, now: ContinuousClock.Instant) {
    self.limit = limit
    lastTouch = now
  }

  /// Somebody pressed a key.
  public mutating func touch(at now: ContinuousClock.Instant) { lastTouch = now }

  /// Whether the keys have to be dropped, and the passphrase asked for again.
  public func isDue(at now: ContinuousClock.Instant) -> Bool { now - lastTouch >= limit }

  /// How long a wait for the next key may last; zero when it is due.
  public func remaining(at now: ContinuousClock.Instant) -> Duration {
    max(.zero, limit - (now - lastTouch))
  }
}
