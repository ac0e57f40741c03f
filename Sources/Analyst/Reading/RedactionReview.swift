// SPDX-License-Identifier: Apache-2.0

public import Redaction

/// What of a testimony's redaction somebody has looked at: stored sealed by the vault.
///
/// Offsets only, as the decisions themselves.
public struct RedactionReview: Codable, Equatable, Sendable {
  /// A hash of the lists that were in use, so that a review can be known for current without
  /// redacting again.
  public var lists: String
  /// The marks that were looked at, by question.
  public var seen: [String: Set<RedactionSpan>]
  /// Whether every doubtful mark was looked at under these lists.
  public var isDone: Bool

  /// A review that begins.
  public init(lists: String, seen: [String: Set<RedactionSpan>] = [:], isDone: Bool = false) {
    self.lists = lists
    self.seen = seen
    self.isDone = isDone
  }
}
