// SPDX-License-Identifier: Apache-2.0

/// What many texts say, as far as the tool can tell: a proposal.
public struct DiscoveredTheme: Equatable, Sendable {
  /// Positions of the texts, the most typical first.
  public let members: [Int]
  /// How surely the group comes again when texts are missing, 0 to 1; nil where a person made it out of two.
  public let stability: Double?
  /// Words that it has and others have not, as they were written; at least three texts have each.
  public let words: [String]
  /// Sentences that are typical.
  public let passages: [TypicalPassage]
}

/// A sentence of a text.
public struct TypicalPassage: Equatable, Sendable {
  /// The text's position.
  public let text: Int
  /// Unicode scalar offsets in the redacted text.
  public let range: Range<Int>
}

/// What was found among texts.
public struct Discovery: Equatable, Sendable {
  /// What is stable, largest first; may be empty.
  public let themes: [DiscoveredTheme]
  /// How many texts were looked at.
  public let texts: Int
  /// How alike partings of samples of the texts are, all groups together: the adjusted Rand index.
  public let agreement: Double

  /// How many texts are in no theme that is shown.
  public var left: Int { texts - themes.reduce(0) { $0 + $1.members.count } }
}
