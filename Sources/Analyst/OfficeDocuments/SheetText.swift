// SPDX-License-Identifier: Apache-2.0

/// Rows of text as a sheet in CSV (RFC 4180), written so that no spreadsheet runs a cell as a formula.
public enum SheetText {
  /// The rows as one file: a byte order mark, every cell quoted, CRLF at line ends.
  public static func of(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// One cell in its quotes.
  public static func cell(_ text: String) -> String {
    // By scalar: a quote with a combining mark after it is another Character, yet still a quote.
    var output = String.UnicodeScalarView("\"\(startsFormula(text) ? "'" : "")".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { output.append(scalar) }
      output.append(scalar)
    }
    output.append("\"")
    return String(output)
  }

  /// What ``cell(_:)`` put before a formula is taken off again where a sheet comes back.
  public static func unguarded(_ text: String) -> String {
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
