// SPDX-License-Identifier: Apache-2.0

/// The way by which a testimony came; it says how hard a flood of inventions would have been.
public enum Lane: UInt8, CaseIterable, Sendable {
  /// Without a slip: anyone could have sent it.
  case open = 0
  /// With an invitation slip, which works once.
  case invited = 1
}
