// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// Exact yes or no with rational and exponential probabilities, from uniform words.
enum Coin {
  /// Uniform over 0 ..< limit; words over the last whole multiple are thrown away.
  static func uniform(
    below limit: UInt64, _ words: inout some RandomWords
  ) throws(PrimitiveError) -> UInt64 {
    let rest = (UInt64.max % limit + 1) % limit
    while true {
      let word = try words.next()
      if word <= UInt64.max - rest { return word % limit }
    }
  }

  /// Yes with probability exp(-upper / lower).
  static func exponential(
    _ upper: UInt64, over lower: UInt64, _ words: inout some RandomWords
  ) throws(PrimitiveError) -> Bool {
    var rest = upper
    while rest > lower {
      guard try small(1, over: 1, &words) else { return false }
      rest -= lower
    }
    return try small(rest, over: lower, &words)
  }

  // CKS 2020, algorithm 1, for upper <= lower: the first failure of ever rarer coins is odd.
  private static func small(
    _ upper: UInt64, over lower: UInt64, _ words: inout some RandomWords
  ) throws(PrimitiveError) -> Bool {
    var turn: UInt64 = 1
    while try uniform(below: lower * turn, &words) < upper { turn += 1 }
    return !turn.isMultiple(of: 2)
  }
}
