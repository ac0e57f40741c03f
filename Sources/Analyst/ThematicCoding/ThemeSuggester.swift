// SPDX-License-Identifier: Apache-2.0

import Redaction

/// Proposes themes from cue words and ticked choices; a person decides.
///
/// It says nothing where it found nothing, and gives no score: it does not know how sure it is.
public struct ThemeSuggester: Sendable {
  private let themes: [Theme]
  private let finder: CueFinder

  /// Prepares the codebook's cues for search; make one and use it for many testimonies.
  public init(codebook: Codebook) {
    themes = codebook.themes
    finder = CueFinder(codebook: codebook)
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
    for (theme, finds) in finder.finds(in: text).enumerated() {
      evidence[theme] += finds.map { words in
        let range = text.extent(of: words)
        let found = String(String.UnicodeScalarView(scalars[range]))
        return .cue(words: found, question: answer.question, range: range)
      }
    }
  }
}
