// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc

/// How often something can be done in a second.
enum Pace {
  /// Runs `body` for about `seconds` and gives its rate per second of processor time.
  ///
  /// `openssl speed` counts processor time too, so neighbours on the machine disturb neither side. Only
  /// one thread may be at work meanwhile.
  static func ofProcessor(seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    try rate(seconds: seconds, clock: processorTime, body)
  }

  /// The same per second of wall time.
  static func ofWall(seconds: Double, _ body: () throws -> Void) rethrows -> Double {
    try rate(seconds: seconds, clock: wallTime, body)
  }

  /// Seconds of wall time that `body` took.
  static func wall(_ body: () throws -> Void) rethrows -> Double {
    let start = wallTime()
    try body()
    return wallTime() - start
  }

  /// The middle one.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private static func rate(
    seconds: Double, clock time: () -> Double, _ body: () throws -> Void
  ) rethrows -> Double {
    let start = time()
    var (now, rounds) = (start, 0)
    while now - start < seconds {
      for _ in 0..<8 { try body() }
      rounds += 8
      now = time()
    }
    return Double(rounds) / (now - start)
  }

  /// POSIX gives `clock()` in millionths of a second, whatever its true grain.
  private static func processorTime() -> Double { Double(clock()) / 1e6 }

  private static func wallTime() -> Double {
    Double(DispatchTime.now().uptimeNanoseconds) / 1e9
  }
}
