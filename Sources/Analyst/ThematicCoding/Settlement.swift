// SPDX-License-Identifier: Apache-2.0

/// What coders agreed on after they had differed about one testimony.
///
/// It stands beside their own decisions, which stay as they were: agreement is measured on those.
public struct Settlement: Codable, Equatable, Sendable {
  /// Stands for the vault's own coder in ``before``: her name may change, her decision may not.
  public static let here = ""
  /// What counts from now on.
  public let decision: ThemeDecision
  /// What each coder had said, by name.
  public let before: [String: [String]]

  /// Records what was agreed on, and who had said what.
  public init(decision: ThemeDecision, before: [String: Set<String>]) {
    self.decision = decision
    self.before = before.mapValues { $0.sorted() }
  }

  /// Whether it still stands: nobody of those who differed has changed her mind since, and whoever came later says the same.
  /// - Parameters:
  ///   - coders: what each coder says now, by name; those who said nothing before may be among them.
  ///   - codebookHash: the codebook that counts now.
  /// - Returns: false where the testimony has to be looked at again.
  public func stands(beside coders: [String: Set<String>], codebookHash: String) -> Bool {
    decision.codebookHash == codebookHash
      && coders.allSatisfy { name, themes in
        before[name].map { $0 == themes.sorted() } ?? (themes == Set(decision.themes))
      }
  }
}
