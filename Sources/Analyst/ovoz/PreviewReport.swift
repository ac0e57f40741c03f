// SPDX-License-Identifier: Apache-2.0

import Release
import ThematicCoding

/// What a preview shows, for a program.
///
/// Made from the summary alone, as the page is, and from what a terminal tells of the next steps (G10).
struct PreviewReport: Encodable {
  let mode: String
  let from: String
  let to: String
  let narrativeOnly: Bool
  let answered: ShownFigure
  /// As in summary.json; nothing where figures grow.
  let leftOut: String?
  let lastWithdrawalList: String
  let rehearsal: Bool
  let themes: [ThemeLine]
  let facts: [FactCell]
  let policy: String
  let codebook: String
  let next: Next?

  init(_ summary: Summary, _ ahead: Ahead?, display: (SummaryRow) -> String) {
    (mode, narrativeOnly) = (summary.mode.rawValue, summary.narrativeOnly)
    (from, to) = (summary.periods.lowerBound, summary.periods.upperBound)
    (policy, codebook) = (summary.policy.hash, summary.codebookHash)
    answered = ShownFigure(summary.shownTotal)
    (leftOut, lastWithdrawalList) = (summary.leftOut?.rawValue, summary.lastSync)
    rehearsal = summary.rehearsal
    themes = summary.rows.map { ThemeLine($0, display: display($0)) }
    let crossed = summary.twoWay.map { FactCell.all(of: $0) } ?? []
    facts = summary.facts.flatMap { FactCell.all(of: $0) } + crossed
    next = ahead.map(Next.init)
  }

  /// One theme.
  struct ThemeLine: Encodable {
    let theme: String
    let group: String
    /// In English, as the files have it.
    let display: String
    let shown: ShownFigure

    init(_ row: SummaryRow, display: String) {
      (theme, group) = (row.theme, row.group.rawValue)
      (self.display, shown) = (display, ShownFigure(row.shown))
    }
  }

  /// What more testimonies would show.
  struct Next: Encodable {
    let counted: Int
    let hiddenThemes: Int
    let steps: [Step]

    init(_ ahead: Ahead) {
      (counted, hiddenThemes) = (ahead.counted, ahead.hiddenThemes)
      steps = ahead.steps.map { Step(gain: $0.gain.rawValue, from: $0.from, more: $0.more) }
    }
  }

  /// One of the next steps.
  struct Step: Encodable {
    let gain: String
    let from: Int
    let more: Int
  }
}

/// One cell of a table of who answered.
///
/// Without `row` or `column` it is of all; a table that is withheld has one cell, with neither.
struct FactCell: Encodable {
  let table: String
  let row: [String]?
  let column: [String]?
  let shown: ShownFigure

  static func all(of table: FactTable) -> [FactCell] {
    guard !table.isWithheld else { return [withheld(table.fact)] }
    return table.rows.map {
      FactCell(table: table.fact, row: $0.categories, column: nil, shown: ShownFigure($0.shown))
    }
  }

  static func all(of table: TwoWayTable) -> [FactCell] {
    let name = "\(table.variables.rows)*\(table.variables.columns)"
    guard table.withheld == nil else { return [withheld(name)] }
    func cell(_ row: [String]?, _ column: [String]?, _ shown: TwoWayCell) -> FactCell {
      FactCell(table: name, row: row, column: column, shown: ShownFigure(shown))
    }
    let inner = zip(table.rowLines, table.cells).flatMap { row, cells in
      zip(table.columnLines, cells).map { column, shown in cell(row, column, shown) }
    }
    let ofRows = zip(table.rowLines, table.rowTotals).map { cell($0, nil, $1) }
    return inner + ofRows + zip(table.columnLines, table.columnTotals).map { cell(nil, $0, $1) }
  }

  private static func withheld(_ table: String) -> FactCell {
    FactCell(table: table, row: nil, column: nil, shown: ShownFigure(ShownValue.withheld))
  }
}
