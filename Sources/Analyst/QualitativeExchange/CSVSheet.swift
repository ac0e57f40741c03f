// SPDX-License-Identifier: Apache-2.0

import OfficeDocuments

/// Rows of text as CSV, and from it.
enum CSVSheet {
  static func write(_ rows: [[String]]) -> [UInt8] {
    Array(SheetText.of(rows).utf8)
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
        row.append(SheetText.unguarded(String(cell)))
        cell = .init()
      case "\n" where !quoted:
        row.append(SheetText.unguarded(String(cell)))
        rows.append(row)
        (row, cell) = ([], .init())
      case "\r" where !quoted: break
      default: cell.append(scalar)
      }
      index += 1
    }
    guard !quoted else { throw .openQuote }
    if !row.isEmpty || !cell.isEmpty { rows.append(row + [SheetText.unguarded(String(cell))]) }
    return rows.filter { $0.contains { !$0.isEmpty } }
  }

  private static func separator(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    let first = scalars.prefix { $0 != "\n" }
    return first.count { $0 == ";" } > first.count { $0 == "," } ? ";" : ","
  }
}
