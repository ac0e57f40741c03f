// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// A source of uniform 64-bit words; passed in, so that tests can repeat a draw.
public protocol RandomWords {
  /// The next word, or an error: never a weaker one.
  mutating func next() throws(PrimitiveError) -> UInt64
}

/// Words from the generator that keys are made with; the only source for what is published.
public struct FreshWords: RandomWords {
  private var left: [UInt8] = []

  /// An empty store of words; fills itself when asked.
  public init() {}

  /// Eight unpredictable bytes as a word.
  public mutating func next() throws(PrimitiveError) -> UInt64 {
    if left.isEmpty { left = try RandomBytes.fresh(4_096) }
    let word = left.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    left.removeLast(8)
    return word
  }
}
