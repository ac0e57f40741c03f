// SPDX-License-Identifier: Apache-2.0

/// A text and the codes that a person gave it.
public struct CodedText: Equatable, Sendable {
  /// Redacted text.
  public let text: String
  /// Ids of codes; empty where the person found that none fits.
  public let codes: Set<String>
  /// Codes of which the text teaches nothing, neither yes nor no: they were given for another reason,
  /// such as a ticked answer.
  public let silent: Set<String>

  /// Takes all as they are.
  public init(text: String, codes: Set<String>, silent: Set<String> = []) {
    self.text = text
    self.codes = codes
    self.silent = silent
  }
}
