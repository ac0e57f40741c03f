// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// The released table as CSV (RFC 4180): every field quoted, CRLF at line ends.
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
    return Self.text([header] + rows)
  }

  /// Rows as one file, with a byte order mark.
  static func text(_ rows: [[String]]) -> String { "\u{FEFF}" + rows.map(line).joined() }

  // Empty unless rounded or noisy: never a count, and no zero that stands for something hidden.
  static func value(_ shown: ShownValue) -> String { shown.number.map(String.init) ?? "" }

  private static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  static func field(_ text: String) -> String {
    // By scalar: a quote with a combining mark after it is another Character, yet still a quote.
    var output = String.UnicodeScalarView("\"\(startsFormula(text) ? "'" : "")".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { output.append(scalar) }
      output.append(scalar)
    }
    output.append("\"")
    return String(output)
  }

  /// What ``field(_:)`` put before a formula is taken off again where a sheet comes back.
  static func unguarded(_ text: String) -> String {
    guard text.first == "'", startsFormula(String(text.dropFirst())) else { return text }
    return String(text.dropFirst())
  }

  // Spreadsheets run what starts so, also after a space, and also full-width in East Asian editions.
  private static func startsFormula(_ text: String) -> Bool {
    let risky: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]
    guard let first = text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) else {
      return false
    }
    return risky.contains(first)
  }
}
