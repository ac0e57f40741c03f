// SPDX-License-Identifier: Apache-2.0

/// Why a decision cannot become a coded testimony.
public enum CodingError: Error, Equatable, Sendable {
  /// The testimony's id is not 16 bytes long.
  case malformedId
  /// Two answers claim the same question, so they may come from two testimonies.
  case repeatedQuestion
  /// The decision was made under another codebook; the analyst has to look again.
  case anotherCodebook
  /// The codebook has no theme with this id, which stood in the analyst's decision.
  case unknownTheme(String)
  /// What another coder sent breaks its format.
  case malformedSheet
}
