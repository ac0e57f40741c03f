// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments
import ThematicCoding

/// The released table as CSV.
struct CSVTable {
  let summary: Summary
  let words: Wording

  var text: String {
    let header = ["group", "theme", "name", "value", "status", "display"]
    let rows = summary.rows.map { row in
      [
        row.group.rawValue, row.theme, words.theme(row.theme).name, Self.value(row.shown),
        row.status.rawValue, words.display(row.shown),
      ]
    }
    return SheetText.of([header] + rows)
  }

  // Empty unless rounded or noisy: never a count, and no zero that stands for something hidden.
  static func value(_ shown: ShownValue) -> String { shown.number.map(String.init) ?? "" }
}
