// SPDX-License-Identifier: Apache-2.0

/// How many answers were not read for a summary; never an exact count. (G10)
public enum LeftOut: String, Equatable, Sendable {
  /// Every answer was read.
  case nobody = "none"
  /// From one to one under k; the page says it without a number.
  case few
  /// k or more.
  case kOrMore = "k_or_more"
}
