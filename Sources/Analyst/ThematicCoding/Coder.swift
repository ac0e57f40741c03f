// SPDX-License-Identifier: Apache-2.0

/// Turns an analyst's decision about redacted answers into a coded testimony.
public struct Coder: Sendable {
  /// The length of a testimony's id in bytes.
  public static let idLength = 16

  private let codebook: Codebook

  /// Codes with one codebook; decisions made under another are refused.
  public init(codebook: Codebook) { self.codebook = codebook }

  /// The testimony with the themes that were decided.
  ///
  /// The answers are asked for as redacted text, so that nothing is coded before redaction has run.
  /// - Parameters:
  ///   - id: the testimony's 16 random bytes.
  ///   - answers: every free text of the testimony; empty when only choices were ticked.
  ///   - permission: what the survivor allowed.
  ///   - decision: what the analyst decided after reading those answers.
  ///   - facts: the ticked choice of each coarse fact that has one.
  /// - Returns: what release may count.
  /// - Throws: ``CodingError`` when the decision does not fit the codebook or the testimony.
  public func code(
    id: [UInt8], answers: [RedactedAnswer], permission: Permission, decision: ThemeDecision,
    facts: [String: String] = [:]
  ) throws(CodingError) -> CodedTestimony {
    guard id.count == Self.idLength else { throw .malformedId }
    guard Set(answers.map(\.question)).count == answers.count else { throw .repeatedQuestion }
    guard decision.codebookHash == codebook.hash else { throw .anotherCodebook }
    for theme in decision.themes where codebook[theme] == nil { throw .unknownTheme(theme) }
    return CodedTestimony(
      id: id, themes: Set(decision.themes), permission: permission, facts: facts,
      codebookHash: codebook.hash)
  }
}
