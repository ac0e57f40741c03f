// SPDX-License-Identifier: Apache-2.0

/// What can go wrong in this target apart from a refusal.
public enum ReleaseError: Error, Equatable, Sendable {
  /// The page's template, built into the program, cannot be read.
  case brokenPageTemplate
  /// A document cannot be compressed, or is larger than its format holds.
  case cannotWriteDocument
}
