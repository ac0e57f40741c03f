// SPDX-License-Identifier: Apache-2.0

/// Why figures cannot be shown.
public enum CodeFiguresError: Error, Equatable, Sendable {
  /// The program was built with a page that its reader refuses.
  case brokenPageTemplate
}
