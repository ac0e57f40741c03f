// SPDX-License-Identifier: Apache-2.0

import Reading

/// Nobody typed for so long that the vault has to be locked (G8).
///
/// The screen was cleared already; whoever catches it lets the vault go.
struct Locked: Error {
  /// What is said then, on the full screen and line by line.
  static let told = "locked, since nobody pressed a key; everything is stored"
}

extension DistressList.Limits {
  /// How long nobody may be there; nil for ever.
  var lock: Duration? { lockMinutes > 0 ? .seconds(60 * lockMinutes) : nil }
}

extension ConfigOption {
  /// How long nobody may be there while a vault is open; nil for ever.
  func lock() throws -> Duration? { try distress().limits.lock }
}
