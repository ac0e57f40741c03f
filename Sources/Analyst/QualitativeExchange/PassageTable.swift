// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// Coded passages as a sheet: one row for each passage and theme.
public enum PassageTable {
  /// The file: CSV (RFC 4180), UTF-8 with a byte order mark, no cell that a spreadsheet would run.
  ///
  /// The last column says in each row which codebook the theme is of.
  /// - Throws: ``ExchangeError/selectionOutside``.
  public static func write(
    _ sources: [ExchangeSource], codebook: CodebookOrigin
  ) throws(ExchangeError) -> [UInt8] {
    var rows = [["source", "question", "theme", "coder", "passage", "memo", "codebook"]]
    for source in sources {
      let scalars = Array(source.text.unicodeScalars)
      for selection in source.selections {
        guard selection.range.lowerBound >= 0, selection.range.upperBound <= scalars.count else {
          throw .selectionOutside
        }
        var words = String.UnicodeScalarView()
        words.append(contentsOf: scalars[selection.range])
        rows.append([
          source.name, selection.question, selection.theme, selection.coder,
          PlainWords.of(String(words)), PlainWords.of(selection.memo ?? ""),
          PlainWords.of(codebook.text),
        ])
      }
    }
    return CSVSheet.write(rows)
  }
}
