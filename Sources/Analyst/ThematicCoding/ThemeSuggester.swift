// SPDX-License-Identifier: Apache-2.0

import Redaction

/// Proposes themes from cue words and ticked choices; a person decides.
///
/// It says nothing where it found nothing, and gives no score: it does not know how sure it is.
public struct ThemeSuggester: Sendable {
  private let themes: [Theme]
  private let index: CueIndex

  /// Prepares the codebook's cues for search; make one and use it for many testimonies.
  public init(codebook: Codebook) {
    themes = codebook.themes
    index = CueIndex(codebook)
  }

  /// The themes that something in a testimony points at, in the order of the codebook.
  /// - Parameters:
  ///   - answers: the redacted texts, in the order they should be shown.
  ///   - choices: what was ticked, as `question.choice` or `question.row.column`.
  /// - Returns: one proposal a theme, each with its evidence; empty when nothing was found.
  public func proposals(for answers: [RedactedAnswer], choices: [String]) -> [ThemeProposal] {
    var evidence = [[ThemeEvidence]](repeating: [], count: themes.count)
    for answer in answers { collectCues(of: answer, into: &evidence) }
    for (position, theme) in themes.enumerated() {
      evidence[position] += theme.choices.filter(choices.contains).map(ThemeEvidence.choice)
    }
    return zip(themes, evidence).compactMap { theme, evidence in
      evidence.isEmpty ? nil : ThemeProposal(theme: theme.id, evidence: evidence)
    }
  }

  private func collectCues(of answer: RedactedAnswer, into evidence: inout [[ThemeEvidence]]) {
    let scalars = Array(answer.text.text.unicodeScalars)
    let text = FoldedText(scalars)
    var matches: [Int: [Range<Int>]] = [:]
    for match in index.matches(in: text) { matches[match.theme, default: []].append(match.words) }
    for (theme, words) in matches {
      evidence[theme] += Self.outermost(words).map { words in
        let range = Self.extent(of: words, in: text)
        let found = String(String.UnicodeScalarView(scalars[range]))
        return .cue(words: found, question: answer.question, range: range)
      }
    }
  }

  private static func extent(of words: Range<Int>, in text: FoldedText) -> Range<Int> {
    let last = text.words[words.upperBound - 1]
    return text.words[words.lowerBound].scalars.lowerBound..<last.scalars.upperBound
  }

  /// Leaves out what lies inside another match, so that the same words are shown once.
  private static func outermost(_ matches: [Range<Int>]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    for match in matches.sorted(by: {
      ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound)
    })
    where match.upperBound > kept.last?.upperBound ?? 0 {
      kept.append(match)
    }
    return kept
  }
}
