// SPDX-License-Identifier: Apache-2.0

/// A theme the tool proposes for one testimony, with everything that made it propose.
public struct ThemeProposal: Sendable, Equatable {
  /// The theme's id.
  public let theme: String
  /// Never empty: words in the order of the answers and of the text, then choices, then meaning.
  public let evidence: [ThemeEvidence]
  /// How often a testimony like this one has the theme, 0 to 1, as far as the codebook and earlier
  /// decisions tell; nil where nobody estimated it.
  public let probability: Double?
  /// False where readers disagree about the theme too often: a person then decides on each one.
  public let mayBeAcceptedInBulk: Bool

  /// A proposal by cues and choices, with no estimate.
  public init(theme: String, evidence: [ThemeEvidence]) {
    self.init(theme: theme, evidence: evidence, probability: nil)
  }

  /// A proposal with how sure the tool is.
  public init(
    theme: String, evidence: [ThemeEvidence], probability: Double?,
    mayBeAcceptedInBulk: Bool = true
  ) {
    self.theme = theme
    self.evidence = evidence
    self.probability = probability
    self.mayBeAcceptedInBulk = mayBeAcceptedInBulk
  }

  /// Whether the tool cannot tell: it shows what it found, and proposes neither yes nor no.
  public var isUnsure: Bool { (probability ?? 1) < Self.sureEnough }

  /// At least so probable is what the tool proposes; less is only shown, as "not sure".
  public static let sureEnough = 0.5
}

/// One reason for a proposal, for the analyst's eyes only.
public enum ThemeEvidence: Sendable, Equatable {
  /// The words that a cue found, as they stand in the redacted text of an answer, and where:
  /// Unicode scalar offsets in that redacted text.
  case cue(words: String, question: String, range: Range<Int>)
  /// Words that stood in testimonies which people gave this theme; as for a cue.
  case learned(words: String, question: String, range: Range<Int>)
  /// A choice the survivor ticked.
  case choice(String)
  /// The whole means what the codebook's description of the theme means, by a model pack.
  case description
  /// The whole means what testimonies mean that people gave this theme, by a model pack.
  case likeOthers

  /// The words, as they stand in the redacted text; nil for a ticked choice, and for meaning.
  public var words: String? {
    switch self {
    case .cue(let words, _, _), .learned(let words, _, _): words
    case .choice, .description, .likeOthers: nil
    }
  }

  /// The question in whose answer the words stand; nil for a ticked choice, and for meaning.
  public var question: String? {
    switch self {
    case .cue(_, let question, _), .learned(_, let question, _): question
    case .choice, .description, .likeOthers: nil
    }
  }

  /// Where the words stand in the redacted text, in Unicode scalars; nil for a ticked choice, and for meaning.
  public var range: Range<Int>? {
    switch self {
    case .cue(_, _, let range), .learned(_, _, let range): range
    case .choice, .description, .likeOthers: nil
    }
  }

  /// What was ticked; nil for words, and for meaning.
  public var choice: String? {
    if case .choice(let choice) = self { choice } else { nil }
  }
}
