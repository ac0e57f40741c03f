// SPDX-License-Identifier: Apache-2.0

/// Why something cannot be sought.
public enum FindingError: Error, Equatable, Sendable {
  /// Nothing was asked for, or only signs that no word has.
  case nothingToSeek
  /// A star does not stand at the end of a word, or fewer than two letters stand before it.
  case strayStar
}
