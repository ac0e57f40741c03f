// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation

/// Whole numbers x with probability proportional to exp(-|x| rate), drawn with integers only.
///
/// Canonne, Kamath, Steinke: The Discrete Gaussian for Differential Privacy (2020), algorithms 1
/// and 2. Floating point would leave gaps among the results from which the secret can be read
/// (Mironov 2012). The time of a draw depends on the draw: it is made offline, for one file.
public struct DiscreteLaplace: Equatable, Sendable {
  /// The inverse of the scale: epsilon over sensitivity, as a fraction over 0.
  public let rate: Rational

  /// A distribution; nothing unless both parts of the rate are from 1 to 2^31.
  public init?(rate: Rational) {
    let limits = 1...(1 << 31)
    guard limits.contains(rate.numerator), limits.contains(rate.denominator) else { return nil }
    self.rate = rate
  }

  /// One draw.
  /// - Throws: ``PrimitiveError`` when the source has no more words.
  public func draw(from words: inout some RandomWords) throws(PrimitiveError) -> Int {
    let (s, t) = (UInt64(rate.numerator), UInt64(rate.denominator))
    while true {
      let part = try Coin.uniform(below: t, &words)
      guard try Coin.exponential(part, over: t, &words) else { continue }
      var whole: UInt64 = 0
      while try Coin.exponential(1, over: 1, &words) { whole += 1 }
      let size = Int((part + t * whole) / s)
      let negative = try Coin.uniform(below: 2, &words) == 1
      // Zero has one sign only; keeping both would draw it twice as often.
      if negative && size == 0 { continue }
      return negative ? -size : size
    }
  }

  /// The probability of one result, for those who check the sampler.
  public func probability(of value: Int) -> Double {
    (1 - ratio) / (1 + ratio) * pow(ratio, Double(abs(value)))
  }

  /// The least width that a number and what is published of it keep to, at least 19 times of 20.
  ///
  /// Published is the number with a draw added, rounded to the nearest multiple of a step. The width
  /// holds for every rest that the number may leave: one made for its own rest would tell that rest.
  /// Made from the public rate and step alone, hence floating point.
  /// - Parameter step: what the sum is rounded to, 1 or more; 1 where it is not rounded.
  /// - Returns: the width.
  public func halfWidth95(roundedTo step: Int) -> Int {
    var width = 0
    while (0..<step).contains(where: { missing(width, rest: $0, step) > 0.05 }) { width += 1 }
    return width
  }

  /// How often a number that leaves this rest is published as one that is further off than the width.
  private func missing(_ width: Int, rest: Int, _ step: Int) -> Double {
    // The multiples within the width, counted from the multiple at or under the number.
    let highest = (rest + width) / step * step
    let lowest = rest > width ? step : (rest - width) / step * step
    return tail(from: highest + step - step / 2 - rest) + tail(from: rest + step / 2 + 1 - lowest)
  }

  /// The probability of this result or a larger one; by symmetry, of its negative or a smaller one.
  private func tail(from value: Int) -> Double {
    value > 0
      ? pow(ratio, Double(value)) / (1 + ratio) : 1 - pow(ratio, Double(1 - value)) / (1 + ratio)
  }

  private var ratio: Double { exp(-Double(rate.numerator) / Double(rate.denominator)) }
}
