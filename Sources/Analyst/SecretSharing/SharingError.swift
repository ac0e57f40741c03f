// SPDX-License-Identifier: Apache-2.0

/// Why a secret was not split or not joined; never says anything about its bytes.
public enum SharingError: Error, Equatable, Sendable {
  /// The threshold is under 1 or over the number of shares, or there are more than 255 of them.
  case badThreshold
  /// Fewer points than the threshold.
  case tooFew
  /// The same point twice, or a point with the number 0.
  case samePoint
  /// Points of different lengths, or without any byte.
  case badLength
  /// There is no randomness.
  case noRandomness
}
