// SPDX-License-Identifier: Apache-2.0

/// What in one testimony could still point at a person, in counts and words of our own.
///
/// Redaction takes names out; somebody who knows the case may put age, village, employer and a day
/// together. The report says where that is likely. It holds no word of the testimony.
public struct RiskReport: Equatable, Sendable, Codable {
  /// How much there is for a person to look at before the testimony is retold or quoted.
  public enum Level: String, Comparable, CaseIterable, Sendable, Codable {
    case low, medium, high

    /// Orders from the least to the most.
    public static func < (one: Level, other: Level) -> Bool {
      (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
    }
  }

  /// The marks of one kind.
  public struct Count: Equatable, Sendable, Codable {
    /// The kind's name, as it stands in the redacted text.
    public let kind: String
    /// How many marks leave little doubt.
    public fileprivate(set) var sure = 0
    /// How many a person should look at.
    public fileprivate(set) var doubtful = 0
  }

  /// The counts of kinds that occur, in the order of ``RedactionKind``.
  public let counts: [Count]
  /// What the level rests on, the weightiest first.
  public let reasons: [RiskReason]
  /// The level that the reasons add up to.
  public let level: Level

  /// Judges the redacted answers of one testimony.
  ///
  /// - Parameters:
  ///   - texts: All answers, redacted together.
  ///   - kept: How many parts an analyst left in although a rule marks them.
  ///   - unglanced: How many parts that are only pointed at nobody has looked at.
  ///   - lists: Where the words for rare events are.
  public init(_ texts: [RedactedText], kept: Int, unglanced: Int = 0, lists: RedactionLists) {
    let marks = texts.flatMap(\.marks)
    let has = Set(marks.map(\.kind))
    var reasons = RiskReason.combinations.filter { $0.kinds.isSubset(of: has) }.map(\.reason)
    if RareEvents(lists: lists).stand(in: texts) {
      let isPlaced = !has.isDisjoint(with: [.date, .place, .address, .employer])
      reasons.append(isPlaced ? .rareEventPlaced : .rareEvent)
    }
    if kept > 0 { reasons.append(.wordsKept) }
    if unglanced > 0 { reasons.append(.partsUnglanced) }
    if marks.count(where: { $0.certainty == .doubtful }) > 2 { reasons.append(.manyDoubtful) }
    if Set(marks.filter { $0.kind == .person }.map(\.replacement)).count > 3 {
      reasons.append(.manyPeople)
    }
    if !has.isDisjoint(with: RedactionKind.direct) { reasons.append(.directIdentifiers) }
    self.reasons = RiskReason.allCases.filter(reasons.contains)
    let weight = self.reasons.reduce(0) { $0 + $1.weight }
    level = weight >= 4 ? .high : weight >= 2 ? .medium : .low
    counts = Self.counts(marks)
  }

  private static func counts(_ marks: [RedactionMark]) -> [Count] {
    RedactionKind.allCases.compactMap { kind in
      let own = marks.filter { $0.kind == kind }
      guard !own.isEmpty else { return nil }
      let doubtful = own.count { $0.certainty == .doubtful }
      return Count(kind: kind.rawValue, sure: own.count - doubtful, doubtful: doubtful)
    }
  }
}

extension RedactionKind {
  /// Kinds that find a person by themselves.
  static let direct: Set<RedactionKind> = [
    .phone, .email, .handle, .link, .document, .card, .account, .device, .plate, .address,
    .coordinates,
  ]
}
