// SPDX-License-Identifier: Apache-2.0

/// Draws units anew with replacement, to show how far a figure would move with other testimonies.
///
/// Seeded: the same judgements give the same interval on every machine.
public struct Bootstrap: Equatable, Sendable {
  /// How often all units are drawn.
  public let rounds: Int
  /// The share of rounds that lies within the interval.
  public let level: Double
  /// Where the row of random numbers begins.
  public let seed: UInt64

  /// 1,000 rounds and 95 % are usual.
  public init(rounds: Int = 1000, level: Double = 0.95, seed: UInt64 = 1) {
    (self.rounds, self.level, self.seed) = (rounds, level, seed)
  }

  /// The percentiles of a figure over all rounds.
  /// - Parameters:
  ///   - units: how many units there are to draw from.
  ///   - figure: the figure over units drawn by number; nil where it has no value.
  /// - Returns: nil where more than half of the rounds have no value: too few units use the code.
  public func interval(
    units: Int, of figure: ([Int]) -> Double?
  ) -> ClosedRange<Double>? {
    guard units > 0, rounds > 0 else { return nil }
    var dice = SplitMix64(state: seed)
    var chosen = [Int](repeating: 0, count: units)
    var values: [Double] = []
    for _ in 0..<rounds {
      for index in chosen.indices { chosen[index] = Int.random(in: 0..<units, using: &dice) }
      if let value = figure(chosen) { values.append(value) }
    }
    guard values.count * 2 > rounds else { return nil }
    values.sort()
    let rest = (1 - level) / 2
    return Self.quantile(values, rest)...Self.quantile(values, 1 - rest)
  }

  /// Between two values in proportion (Hyndman and Fan 1996, definition 7).
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed; never for secrets.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
