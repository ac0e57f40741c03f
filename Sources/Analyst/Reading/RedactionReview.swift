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
  /// Whether a person had the testimony before her; nil in reviews stored before this was noted.
  public var wasRead: Bool?

  /// A review that begins.
  public init(
    lists: String, seen: [String: Set<RedactionSpan>] = [:], isDone: Bool = false,
    wasRead: Bool? = nil
  ) {
    self.lists = lists
    self.seen = seen
    self.isDone = isDone
    self.wasRead = wasRead
  }

  /// Whether a person had it before her, as far as is known: marks are looked at by people only.
  public var isRead: Bool { wasRead ?? seen.values.contains { !$0.isEmpty } }

  /// What it is worth under the lists of today.
  public func standing(under lists: String) -> ReviewStanding {
    guard isDone, self.lists == lists else { return .waiting }
    if isRead { return .reviewed }
    // Before it was noted, parts worth a glance were passed over unseen: those wait again.
    return wasRead == nil ? .waiting : .passedOver
  }
}
