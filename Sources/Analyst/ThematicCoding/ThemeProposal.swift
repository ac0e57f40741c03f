// SPDX-License-Identifier: Apache-2.0

/// A theme the tool proposes for one testimony, with everything that made it propose.
public struct ThemeProposal: Sendable, Equatable {
  /// The theme's id.
  public let theme: String
  /// Never empty: cues in the order of the answers and of the text, then choices.
  public let evidence: [ThemeEvidence]
}

/// One reason for a proposal, for the analyst's eyes only.
public enum ThemeEvidence: Sendable, Equatable {
  /// The words that a cue found, as they stand in the redacted text of an answer, and where:
  /// Unicode scalar offsets in that redacted text.
  case cue(words: String, question: String, range: Range<Int>)
  /// A choice the survivor ticked.
  case choice(String)
}
