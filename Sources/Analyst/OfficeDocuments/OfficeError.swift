// SPDX-License-Identifier: Apache-2.0

/// What can go wrong when a document is written.
public enum OfficeError: Error, Equatable, Sendable {
  /// zlib failed.
  case cannotCompress
  /// A part is larger than a ZIP file of the plain form holds, or its name is not ASCII.
  case doesNotFit
  /// A PDF holds facts of its making that cannot be taken out.
  case tracesLeft
}
