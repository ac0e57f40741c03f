// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Who answered, in groups of k or more; the names are those in Page/who.mustache.
struct WhoPage {
  let lang: String
  let style: String
  let styleHash: String
  let title: String
  let text: [String: String]
  let facts: [Fact]
  let crossings: [Crossing]

  /// One fact with its groups; a withheld one has none.
  struct Fact {
    let heading: String
    let column: String
    let rows: [Row]
    let none: [String]
  }

  /// One group.
  struct Row {
    let name: String
    let bar: ReportPage.Bar
    let display: String
  }

  /// The two-way table; a withheld one has no rows.
  struct Crossing {
    let heading: String
    let columns: [String]
    let rows: [CrossingRow]
    let none: [String]
  }

  /// One row of it; the last cell is its total.
  struct CrossingRow {
    let name: String
    let cells: [String]
  }

  init(_ content: RoomContent, page: ReportPage, words: Wording) {
    (lang, style, styleHash) = (page.lang, page.style, page.styleHash)
    (title, text) = (page.title, page.text)
    let maker = WhoMaker(content: content, words: words)
    facts = content.summary.facts.map(maker.fact)
    crossings = content.summary.twoWay.map { [maker.crossing($0)] } ?? []
  }
}

/// Puts words to the tables of facts.
struct WhoMaker {
  let content: RoomContent
  let words: Wording

  /// One line for each fact that is shown, for the summary itself.
  var lines: [String] {
    content.summary.facts.filter { !$0.isWithheld }.map { table in
      let groups = table.rows.map { "\(name($0, table)) – \(words.display($0.shown))" }
      let question = content.labels.question(table.fact, in: words.language)
      return "\(question) \(groups.joined(separator: "; "))."
    }
  }

  func fact(_ table: FactTable) -> WhoPage.Fact {
    WhoPage.Fact(
      heading: content.labels.question(table.fact, in: words.language),
      column: words.text(.columnPeople),
      rows: table.rows.map { row in
        let bar = BandBar(row.shown, ofAbout: content.summary.shownTotal) ?? .fewer
        return WhoPage.Row(
          name: name(row, table), bar: ReportPage.Bar(bar, words: words),
          display: words.display(row.shown))
      }, none: none(table.isWithheld))
  }

  func crossing(_ table: TwoWayTable) -> WhoPage.Crossing {
    let (rows, columns) = (table.variables.rows, table.variables.columns)
    let total = words.text(.whoAll)
    let lines = zip(table.rowLines, zip(table.cells, table.rowTotals)).map { line, cells in
      WhoPage.CrossingRow(
        name: content.labels.line(line, of: rows, words),
        cells: (cells.0 + [cells.1]).map { words.display($0.shown) })
    }
    let last = WhoPage.CrossingRow(
      name: total,
      cells: (table.columnTotals.map(\.shown) + [content.summary.shownTotal]).map(words.display))
    let names = table.columnLines.map { content.labels.line($0, of: columns, words) }
    return WhoPage.Crossing(
      heading: [rows, columns].map { content.labels.title($0, words) }.joined(separator: " × "),
      columns: names + [total], rows: table.withheld == nil ? lines + [last] : [],
      none: none(table.withheld != nil))
  }

  private func name(_ row: FactRow, _ table: FactTable) -> String {
    content.labels.line(row.categories, of: table.fact, words)
  }

  private func none(_ isWithheld: Bool) -> [String] {
    isWithheld ? [words.text(.whoNone)] : []
  }
}
