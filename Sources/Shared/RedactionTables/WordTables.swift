// SPDX-License-Identifier: Apache-2.0

/// The names of the tables that a file of tables has.
package protocol TableName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// Whether its entries are compared letter by letter, not by sound.
  var isAsItIs: Bool { get }
}

/// The words and endings that rules know their objects by, from `words.txt`.
package typealias WordTables = TableFile<WordTable>

/// A file of named tables, each of which has to be there and to hold something.
package struct TableFile<Name: TableName>: Sendable {
  private let lists: [Name: [(language: String, word: String)]]

  /// Reads the file's text.
  ///
  /// - Throws: `emptyList` with the table's name when one is missing or empty.
  package init(_ text: String, file: String) throws(RedactionTablesError) {
    var lists: [Name: [(language: String, word: String)]] = [:]
    var table: Name?
    for (number, line) in TextLines(text) {
      if let name = TextLines.section(line) {
        table = Name(rawValue: name)
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
    for table in Name.allCases where lists[table]?.isEmpty ?? true {
      throw .emptyList(file: "\(file) [\(table.rawValue)]")
    }
    self.lists = lists
  }

  /// A table's entries, in the order of the file.
  package func list(_ table: Name) -> [String] { (lists[table] ?? []).map(\.word) }

  /// A table's entries that are of some languages, or of none in particular.
  package func list(_ table: Name, of languages: Set<String>) -> [String] {
    (lists[table] ?? []).filter { $0.language.isEmpty || languages.contains($0.language) }
      .map(\.word)
  }

  /// A table's entries, to look words up in.
  package func set(_ table: Name) -> Set<String> { Set(list(table)) }

  private static func entries(
    _ line: Substring, of table: Name
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
