// SPDX-License-Identifier: Apache-2.0

/// Reminds a reader of a pause; readers are hurt too.
///
/// It never stops anybody. The time is passed in.
public struct Pacing: Sendable {
  private let limits: DistressList.Limits
  private var since: Duration
  private var distressing = 0

  /// Starts to count at a moment.
  public init(_ limits: DistressList.Limits, now: Duration) {
    (self.limits, since) = (limits, now)
  }

  /// A testimony with distressing words was opened.
  public mutating func metDistress() { distressing += 1 }

  /// The reminder, when it is due; then it counts anew.
  public mutating func reminder(now: Duration) -> String? {
    let minutes = Int((now - since).components.seconds / 60)
    let isLong = limits.pauseMinutes > 0 && minutes >= limits.pauseMinutes
    let isMuch = limits.pauseAfter > 0 && distressing >= limits.pauseAfter
    guard isLong || isMuch else { return nil }
    let what = isLong ? "\(minutes) minutes" : "\(distressing) hard testimonies"
    (since, distressing) = (now, 0)
    return "\(what) of reading. You can stop now; everything is stored."
  }
}
