// SPDX-License-Identifier: Apache-2.0

/// Why languages cannot be told.
public enum LanguagesError: Error, Equatable, Sendable {
  /// The file of weights is not as its format says, or was cut.
  case unreadableWeights
}
