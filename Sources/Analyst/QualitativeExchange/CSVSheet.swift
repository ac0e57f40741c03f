// SPDX-License-Identifier: Apache-2.0

/// Rows of text as CSV (RFC 4180), written so that no spreadsheet runs a cell as a formula.
enum CSVSheet {
  static func write(_ rows: [[String]]) -> [UInt8] {
    Array(
      ("\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()).utf8)
  }

  /// Rows of a sheet with commas or semicolons; quotes may hold both, and line ends.
  ///
  /// Only at the start of a cell, spaces aside, does a quote open one: later it is a quote, as in `5" wide`.
  /// - Throws: ``ExchangeError/openQuote``: what follows would all be one cell.
  static func read(_ text: String) throws(ExchangeError) -> [[String]] {
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let comma: Unicode.Scalar = separator(scalars)
    var (rows, row, cell) = ([[String]](), [String](), String.UnicodeScalarView())
    var (quoted, index) = (false, 0)
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "\"" where quoted && next == "\"":
        cell.append("\"")
        index += 1
      case "\"" where quoted: quoted = false
      case "\"" where cell.allSatisfy({ $0 == " " }):
        // Some write a space after each comma.
        cell = .init()
        quoted = true
      case comma where !quoted:
        row.append(unguarded(String(cell)))
        cell = .init()
      case "\n" where !quoted:
        row.append(unguarded(String(cell)))
        rows.append(row)
        (row, cell) = ([], .init())
      case "\r" where !quoted: break
      default: cell.append(scalar)
      }
      index += 1
    }
    guard !quoted else { throw .openQuote }
    if !row.isEmpty || !cell.isEmpty { rows.append(row + [unguarded(String(cell))]) }
    return rows.filter { $0.contains { !$0.isEmpty } }
  }

  private static func separator(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    let first = scalars.prefix { $0 != "\n" }
    return first.count { $0 == ";" } > first.count { $0 == "," } ? ";" : ","
  }

  private static func cell(_ text: String) -> String {
    // By scalar: a quote with a combining mark after it is another Character, yet still a quote.
    var output = String.UnicodeScalarView("\"\(startsFormula(text) ? "'" : "")".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { output.append(scalar) }
      output.append(scalar)
    }
    output.append("\"")
    return String(output)
  }

  private static func unguarded(_ text: String) -> String {
    guard text.first == "'", startsFormula(String(text.dropFirst())) else { return text }
    return String(text.dropFirst())
  }

  // Spreadsheets run what starts so, also after a space, and also full-width in East Asian editions.
  private static func startsFormula(_ text: String) -> Bool {
    let risky: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    guard let first = text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) else {
      return false
    }
    return risky.contains(first)
  }
}
