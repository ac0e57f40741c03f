// SPDX-License-Identifier: Apache-2.0

/// One list file: an entry a line, other spellings after commas, `#` begins a comment.
///
/// After the entry a space and `*` (also an ordinary word) or `!` (an ordinary word that counts
/// only with a capital) may follow.
struct ListFile {
  let entries: [ListEntry]

  init(_ text: String, file: String) throws(RedactionError) {
    var entries: [ListEntry] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let body = line.prefix { $0 != "#" }
      guard body.contains(where: { !$0.isWhitespace }) else { continue }
      guard let entry = ListEntry(body) else {
        throw .unreadableEntry(file: file, line: number)
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .emptyList(file: file) }
    self.entries = entries
  }
}

/// One entry with its spellings, each as the skeletons of its words.
struct ListEntry {
  let spellings: [[String]]
  let use: WordUse
  let isLatin: Bool

  init?(_ line: Substring) {
    var line = line
    while line.last?.isWhitespace == true { line.removeLast() }
    switch line.last {
    case "*": use = .alsoOrdinary
    case "!": use = .mostlyOrdinary
    default: use = .name
    }
    if use != .name { line.removeLast() }
    spellings = line.split(separator: ",", omittingEmptySubsequences: false).map { spelling in
      NormalizedText(String(spelling)).words.map(\.skeleton).filter { !$0.isEmpty }
    }
    isLatin = NormalizedText(String(line)).words.first?.isLatin ?? true
    guard !spellings.contains([]), !line.contains("*"), !line.contains("!") else { return nil }
  }
}

/// How a listed word is used besides.
enum WordUse: Sendable {
  /// Hardly ever an ordinary word.
  case name
  /// Also an ordinary word: doubtful unless a capital inside a sentence says otherwise.
  case alsoOrdinary
  /// Mostly an ordinary word: nothing unless a capital says otherwise.
  case mostlyOrdinary

  /// What the word is worth, given how it is written; nil when it is not a name at all.
  func certainty(of word: Word) -> Certainty? {
    switch self {
    case .name: .sure
    case .alsoOrdinary: word.isProper ? .sure : .doubtful
    case .mostlyOrdinary: word.isProper ? .sure : word.isCapitalised ? .doubtful : nil
    }
  }
}
