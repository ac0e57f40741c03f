// SPDX-License-Identifier: Apache-2.0

import Reading

/// Asks line by line while testimonies are read: it reminds of a pause, and locks when nobody types.
struct PacedPrompt {
  private var pacing: Pacing
  private let lock: Duration?
  private let started = ContinuousClock.now

  init(_ limits: DistressList.Limits) {
    pacing = Pacing(limits, now: .zero)
    lock = limits.lock
  }

  /// Something hard to read is shown.
  mutating func metDistress() { pacing.metDistress() }

  /// The next line, after a reminder where one is due; nil at the end of input.
  /// - Throws: `Locked` when nobody typed one for too long.
  mutating func ask() throws -> String? {
    if let reminder = pacing.reminder(now: .now - started) { Terminal.say(reminder) }
    return try Terminal.ask("code> ", within: lock)
  }
}
