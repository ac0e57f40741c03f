// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments

/// Who answered, as CSV (RFC 4180): each table of a fact, and the two-way table where there is one.
///
/// Choices are named by their ids in the form; those that stand together are joined with `+`. A
/// withheld table has one line that says so: that it was asked for is no secret.
struct FactsCSV {
  let summary: Summary
  let words: Wording

  /// Nothing when the policy names no fact.
  var text: String? {
    let rows = lines
    guard !rows.isEmpty else { return nil }
    return SheetText.of([["table", "row", "column", "value", "status", "display"]] + rows)
  }

  var lines: [[String]] {
    summary.facts.flatMap(lines(of:)) + (summary.twoWay.map(lines(of:)) ?? [])
  }

  private func lines(of table: FactTable) -> [[String]] {
    guard !table.isWithheld else { return [withheld(table.fact)] }
    return table.rows.map { line(table.fact, Self.name($0.categories), "", $0.shown) }
  }

  private func lines(of table: TwoWayTable) -> [[String]] {
    let name = "\(table.variables.rows)*\(table.variables.columns)"
    guard table.withheld == nil else { return [withheld(name)] }
    let columns = table.columnLines.map(Self.name)
    let rows = table.rowLines.map(Self.name)
    var lines: [[String]] = []
    for (place, row) in rows.enumerated() {
      lines += zip(columns, table.cells[place]).map { line(name, row, $0, $1.shown) }
      lines.append(line(name, row, "all", table.rowTotals[place].shown))
    }
    return lines + zip(columns, table.columnTotals).map { line(name, "all", $0, $1.shown) }
  }

  private func withheld(_ table: String) -> [String] { line(table, "", "", .withheld) }

  private func line(
    _ table: String, _ row: String, _ column: String, _ shown: ShownValue
  ) -> [String] {
    [table, row, column, CSVTable.value(shown), shown.status.rawValue, words.display(shown)]
  }

  private static func name(_ categories: [String]) -> String {
    categories.joined(separator: "+")
  }
}

extension TwoWayCell {
  /// As other figures are shown; a hidden cell says nothing of why.
  var shown: ShownValue {
    switch self {
    case .about(let count): .about(count)
    case .hidden: .withheld
    }
  }
}
