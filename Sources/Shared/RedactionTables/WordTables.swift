// SPDX-License-Identifier: Apache-2.0

/// The words and endings that rules know their objects by, from `words.txt`.
package struct WordTables: Sendable {
  private let lists: [WordTable: [(language: String, word: String)]]

  /// Reads the file's text.
  ///
  /// - Throws: `emptyList` with the table's name when one is missing or empty.
  package init(_ text: String, file: String = "words.txt") throws(RedactionTablesError) {
    var lists: [WordTable: [(language: String, word: String)]] = [:]
    var table: WordTable?
    for (number, line) in TextLines(text) {
      if let name = TextLines.section(line) {
        table = WordTable(rawValue: name)
        // A misspelt or repeated table must not be silently ignored.
        guard let table, lists[table] == nil else {
          throw .unreadableEntry(file: file, line: number)
        }
        lists[table] = []
        continue
      }
      guard let table, let entries = Self.entries(line, of: table) else {
        throw .unreadableEntry(file: file, line: number)
      }
      lists[table, default: []] += entries
    }
    for table in WordTable.allCases where lists[table]?.isEmpty ?? true {
      throw .emptyList(file: "\(file) [\(table.rawValue)]")
    }
    self.lists = lists
  }

  /// A table's entries, in the order of the file.
  package func list(_ table: WordTable) -> [String] { (lists[table] ?? []).map(\.word) }

  /// A table's entries that are of some languages, or of none in particular.
  package func list(_ table: WordTable, of languages: Set<String>) -> [String] {
    (lists[table] ?? []).filter { $0.language.isEmpty || languages.contains($0.language) }
      .map(\.word)
  }

  /// A table's entries, to look words up in.
  package func set(_ table: WordTable) -> Set<String> { Set(list(table)) }

  private static func entries(
    _ line: Substring, of table: WordTable
  ) -> [(language: String, word: String)]? {
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !table.isAsItIs else { return words.map { ("", $0 == "-" ? "" : $0) } }
    var language = ""
    if let first = words.first, first.last == ":" {
      language = String(first.dropLast())
      guard ["tg", "ru", "uz", "en", "rare"].contains(language) else { return nil }
      words.removeFirst()
    }
    let sounds = words.map { (language, Skeleton.of($0)) }
    return sounds.contains { $0.1.isEmpty } ? nil : sounds
  }
}
