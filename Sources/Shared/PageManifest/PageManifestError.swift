// SPDX-License-Identifier: Apache-2.0

/// Why a manifest is refused.
public enum PageManifestError: Error, Equatable, Sendable {
  /// The file does not start as a manifest does, or a line of it cannot be read; lines are counted from 1.
  case unreadable(line: Int)
  /// A manifest of a later version.
  case unknownVersion
  /// The signature does not fit, or is another key's.
  case badSignature
  /// The manifest could not be signed.
  case cannotSign
}
