// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// The facilitator's questions on a page; the names are those in Page/guide.mustache.
struct GuidePage {
  let lang: String
  let style: String
  let styleHash: String
  let title: String
  let text: [String: String]
  let opening: [String]
  let parts: [Part]

  /// The themes of one group.
  struct Part {
    let kind: String
    let heading: String
    let themes: [Questions]
  }

  /// One theme; without a bar where there are no figures.
  struct Questions {
    let name: String
    let bar: [ReportPage.Bar]
    let display: String
    let questions: [String]
  }

  init(_ content: RoomContent, page: ReportPage, guide: DiscussionGuide, words: Wording) {
    (lang, style, styleHash) = (page.lang, page.style, page.styleHash)
    (title, text) = (page.title, page.text)
    opening = guide.opening(in: words.language)
    parts = ThemeGroup.allCases.map { group in
      Part(
        kind: group.rawValue, heading: words.heading(of: group, asSubjects: !page.hasFigures),
        themes: content.summary.rows.filter { $0.group == group }.map { row in
          let bar = BandBar(row.shown, ofAbout: content.summary.shownTotal)
          return Questions(
            name: words.theme(row.theme).name,
            bar: bar.map { [ReportPage.Bar($0, words: words)] } ?? [],
            display: words.display(row.shown),
            questions: guide.questions(on: row.theme, in: words.language))
        })
    }
  }
}
