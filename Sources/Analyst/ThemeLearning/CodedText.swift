// SPDX-License-Identifier: Apache-2.0

/// A text and the codes that a person gave it.
public struct CodedText: Equatable, Sendable {
  /// Redacted text.
  public let text: String
  /// Ids of codes; empty where the person found that none fits.
  public let codes: Set<String>

  /// Takes both as they are.
  public init(text: String, codes: Set<String>) {
    self.text = text
    self.codes = codes
  }
}
