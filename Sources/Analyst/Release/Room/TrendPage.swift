// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// Bands of one release after the other; the names are those in Page/trend.mustache.
struct TrendPage {
  let lang: String
  let style: String
  let styleHash: String
  let title: String
  let text: [String: String]
  let parts: [Part]
  /// As many releases as one A4 sheet takes side by side; the newest ones stay.
  static let mostEarlier = 3

  /// The themes of one group.
  struct Part {
    let kind: String
    let heading: String
    let columns: [String]
    let rows: [Row]
  }

  /// One theme over all releases.
  struct Row {
    let name: String
    let cells: [Cell]
  }

  /// One bar, or the words that there is none.
  struct Cell {
    let bars: [ReportPage.Bar]
    let gaps: [String]

    init(_ bar: BandBar?, words: Wording) {
      bars = bar.map { [ReportPage.Bar($0, words: words)] } ?? []
      gaps = bar == nil ? [words.text(.trendNone)] : []
    }
  }

  init(_ content: RoomContent, page: ReportPage, words: Wording) {
    (lang, style, styleHash) = (page.lang, page.style, page.styleHash)
    (title, text) = (page.title, page.text)
    let summary = content.summary
    let earlier = content.earlier.suffix(Self.mostEarlier)
    let columns = (earlier.map(\.periods) + [summary.periods]).map(words.period)
    parts = ThemeGroup.allCases.map { group in
      let rows = summary.rows.filter { $0.group == group }.map { row in
        let now = BandBar(row.shown, ofAbout: summary.shownTotal)
        return Row(
          name: words.theme(row.theme).name,
          cells: (earlier.map { $0.bands[row.theme] } + [now]).map { Cell($0, words: words) })
      }
      return Part(
        kind: group.rawValue, heading: words.heading(of: group, asSubjects: false),
        columns: columns, rows: rows)
    }
  }
}
