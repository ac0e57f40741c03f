// SPDX-License-Identifier: Apache-2.0

/// What a splitting left undone although it counts: only its shares open from then on.
public enum SplitRest: Equatable, Sendable {
  /// The one key file, or the set before, is not wiped yet: the next opening together does it.
  case replacedFile
  /// The access log has no entry of it.
  case logEntry
}
