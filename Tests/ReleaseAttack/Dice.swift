// SPDX-License-Identifier: Apache-2.0

/// Dice that fall alike in every run (SplitMix64); for invented histories only.
public struct Dice: Sendable {
  private var state: UInt64

  /// Dice that start from a seed.
  public init(seed: UInt64) { state = seed &* 0x2545_f491_4f6c_dd1d &+ 1 }

  /// A number from 0 to under the limit.
  public mutating func roll(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
