// SPDX-License-Identifier: Apache-2.0

/// Why a sealed copy is not written or read.
public enum SealedCopyError: Error, Equatable, Sendable {
  /// The file does not start as a sealed copy does.
  case notACopy
  /// A format version that this program does not know.
  case unknownVersion
  /// There is no restore key for this copy.
  case noKey
  /// The copy was changed, ends too early, goes on after its end, or holds what it must not.
  case damaged
  /// The file is no operator's card, or of a newer version.
  case cardUnreadable
  /// The file holds no restore keys, or is of a newer version.
  case restoreKeysUnreadable
  /// A file could not be read: it is not there, or its stick or disk fails.
  case cannotRead
  /// A file could not be written: there may be no room for it.
  case cannotWrite
}
