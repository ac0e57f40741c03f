// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// The rows of a spreadsheet saved as CSV (RFC 4180), each with the line on which it begins.
///
/// Also read are semicolons between fields, which spreadsheets write where a comma is the decimal
/// sign, and a byte order mark.
struct SheetRows {
  let rows: [(line: Int, fields: [String])]

  init(parsing text: String, file: String) throws(ConfigMistake) {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
    var reader = Reader(separator: first.contains(";") && !first.contains(",") ? ";" : ",")
    for scalar in scalars { reader.take(scalar) }
    guard !reader.isQuoted else {
      throw ConfigMistake(file: file, line: reader.start, message: "a quotation mark is not closed")
    }
    reader.endRow()
    rows = reader.rows.filter { row in row.fields.contains { !$0.isEmpty } }
  }

  private struct Reader {
    let separator: Unicode.Scalar
    var rows: [(line: Int, fields: [String])] = []
    var (line, start) = (1, 1)
    var isQuoted = false
    private var justClosed = false
    private var fields: [String] = []
    private var field = String.UnicodeScalarView()
    private var last: Unicode.Scalar?

    init(separator: Unicode.Scalar) { self.separator = separator }

    mutating func take(_ scalar: Unicode.Scalar) {
      defer { last = scalar }
      if scalar == "\"" { return takeQuote() }
      justClosed = false
      if isQuoted || ![separator, "\n", "\r"].contains(scalar) {
        field.append(scalar)
      } else if scalar == separator {
        endField()
      } else if !(scalar == "\n" && last == "\r") {
        endRow()
      }
      if scalar == "\n" { line += 1 }
      if fields.isEmpty && field.isEmpty { start = line }
    }

    // Two quotation marks within quotes are one; the first closes, the second opens again.
    private mutating func takeQuote() {
      if justClosed { field.append("\"") }
      justClosed = isQuoted
      isQuoted.toggle()
    }

    private mutating func endField() {
      let words = String(field).split(separator: " ", omittingEmptySubsequences: true)
      fields.append(words.joined(separator: " "))
      field = .init()
      justClosed = false
    }

    mutating func endRow() {
      endField()
      rows.append((start, fields))
      fields = []
    }
  }
}
