// SPDX-License-Identifier: Apache-2.0

/// What an analyst has begun to decide about one testimony and has not called done: stored sealed by the vault.
///
/// It is written as the decision with one key more, where there is something to write: earlier versions
/// read it, and what they wrote is read. No decision that counts, or goes to a second reader, has that key.
public struct BegunDecision: Codable, Equatable, Sendable {
  /// What would be the decision if it were done now.
  public let decision: ThemeDecision
  /// Ids of the themes that were rejected: nothing takes them in along with others.
  public let rejected: Set<String>

  private enum CodingKeys: String, CodingKey { case rejected }

  /// Records what stands before a decision is done.
  public init(_ decision: ThemeDecision, rejected: Set<String> = []) {
    (self.decision, self.rejected) = (decision, rejected)
  }

  /// Reads what was begun; from before rejections were kept it has none.
  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try ThemeDecision(from: decoder),
      rejected: Set(try keys.decodeIfPresent([String].self, forKey: .rejected) ?? []))
  }

  /// Writes the decision's own keys, and the rejected themes beside them.
  public func encode(to encoder: any Encoder) throws {
    try decision.encode(to: encoder)
    guard !rejected.isEmpty else { return }
    var keys = encoder.container(keyedBy: CodingKeys.self)
    try keys.encode(rejected.sorted(), forKey: .rejected)
  }
}
