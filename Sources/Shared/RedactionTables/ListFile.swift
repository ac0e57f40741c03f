// SPDX-License-Identifier: Apache-2.0

/// One list file: an entry a line, other spellings after commas, `#` begins a comment.
///
/// After the entry a space and `*` (also an ordinary word) or `!` (an ordinary word that counts
/// only with a capital) may follow. A line `[russia]` begins a section.
package struct ListFile: Sendable {
  /// The entries in the order of the file.
  package let entries: [ListEntry]

  /// Reads the text of a file; the name is for mistakes.
  package init(_ text: String, file: String) throws(RedactionTablesError) {
    var entries: [ListEntry] = []
    var section = ""
    for (number, body) in TextLines(text) {
      if let name = TextLines.section(body) {
        section = name
        continue
      }
      guard let entry = ListEntry(body, section: section) else {
        throw .unreadableEntry(file: file, line: number)
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .emptyList(file: file) }
    self.entries = entries
  }
}

/// One entry with its spellings, each as the skeletons of its words.
package struct ListEntry: Sendable {
  /// Every spelling, the first of which stands for all.
  package let spellings: [[String]]
  /// The same of how a Russian keyboard has spellings with ҷ: Хучанд.
  package let typed: [[String]]
  /// How the word is used besides.
  package let use: WordUse
  /// Whether the entry is written in Latin letters.
  package let isLatin: Bool
  /// The section it stands in; empty before the first.
  package let section: String

  init?(_ line: Substring, section: String) {
    var line = line
    while line.last?.isWhitespace == true { line.removeLast() }
    switch line.last {
    case "*": use = .alsoOrdinary
    case "!": use = .mostlyOrdinary
    default: use = .name
    }
    if use != .name { line.removeLast() }
    let written = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    spellings = written.map(Self.skeletons)
    typed = written.compactMap(Self.typed).map(Self.skeletons)
    isLatin =
      line.unicodeScalars.first { $0.properties.isAlphabetic }.map { $0.value < 0x250 }
      ?? true
    self.section = section
    guard !spellings.contains([]), !line.contains("*"), !line.contains("!") else { return nil }
  }

  // How a keyboard without ҷ has a spelling; nil where it has none of it. The other Tajik letters fold by themselves.
  private static func typed(_ spelling: String) -> String? {
    let letters: [Character: Character] = ["ҷ": "ч", "Ҷ": "Ч"]
    let typed = String(spelling.map { letters[$0] ?? $0 })
    return typed == spelling ? nil : typed
  }

  private static func skeletons(_ spelling: String) -> [String] {
    spelling.split { $0.isWhitespace || $0 == "-" }.map { Skeleton.of(String($0)) }
      .filter { !$0.isEmpty }
  }
}

/// How a listed word is used besides.
package enum WordUse: Sendable {
  /// Hardly ever an ordinary word.
  case name
  /// Also an ordinary word: doubtful unless a capital inside a sentence says otherwise.
  case alsoOrdinary
  /// Mostly an ordinary word: nothing unless a capital says otherwise.
  case mostlyOrdinary
}
