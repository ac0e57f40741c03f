// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What the analyst sees before agreeing: each shown value, and why it says no more.
///
/// Made from the summary alone, so that it can be read over a shoulder as safely as the page.
struct Preview {
  let summary: Summary
  let words: Wording

  var text: String {
    let top = [
      words.title(of: summary),
      "\(words.text(.factAnswered)): \(words.display(summary.shownTotal))",
      "\(words.text(.factWhen)): \(words.period(summary.periods))",
    ]
    let day = words.messages.date(summary.lastSync, in: words.language)
    let notice =
      [
        words.rehearsal(summary), words.leftOut(summary.leftOut),
        words.text(summary.mode.permission, ["day": day]),
      ]
      .compactMap { $0 } + (summary.narrativeOnly ? ["", words.text(.narrativeText)] : [])
    let parts = ThemeGroup.allCases.flatMap { [""] + lines(of: $0) }
    let facts = FactsCSV(summary: summary, words: words).lines
      .map { "  \($0[..<3].filter { !$0.isEmpty }.joined(separator: ", ")): \($0[5])" }
    let gap = facts.isEmpty ? [] : [""]
    let end = [
      "", "\(words.text(.integrityRelease)): \(summary.releaseName)",
      "\(words.text(.integrityPolicy)): \(summary.policy.hash)",
      "\(words.text(.integrityCodebook)): \(summary.codebookHash)",
    ]
    return (top + notice + parts + gap + facts + end).map(Self.printable).joined(separator: "\n")
      + "\n"
  }

  private func lines(of group: ThemeGroup) -> [String] {
    [heading(of: group)]
      + summary.rows.filter { $0.group == group }.flatMap { row in
        [
          "  \(words.theme(row.theme).name): \(words.display(row.shown))",
          "      \(words.why(row.shown))",
        ]
      }
  }

  private func heading(of group: ThemeGroup) -> String {
    switch group {
    case .harmed: words.text(.subjectsHarmed)
    case .helped: words.text(.subjectsHelped)
    case .asked: words.text(.subjectsAsked)
    }
  }

  // A codebook may come from elsewhere: no escape sequence of it reaches the terminal.
  private static func printable(_ line: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      let category = scalar.properties.generalCategory
      kept.append(category == .control || category == .format ? " " : scalar)
    }
    return String(kept)
  }
}
