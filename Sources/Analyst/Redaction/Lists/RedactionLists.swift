// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// The words that rules look up: given names, surnames, places, words to leave alone, and cues.
///
/// The text of each file in `Config/redaction` says at its top how its lines are written and
/// where its entries come from.
public struct RedactionLists: Sendable {
  let names: Lexicon
  let surnames: Lexicon
  let places: Lexicon
  let kept: Lexicon
  let words: WordTables
  let identifiers: IdentifierTables
  let surnameEndings: SurnameEndings

  /// The names of the files in `Config/redaction` that are read.
  public static let files = [
    "names.txt", "surnames.txt", "places.txt", "kept.txt", "words.txt", "identifiers.txt",
  ]

  /// Reads the texts of all ``files``, by their names.
  ///
  /// - Throws: `RedactionError.emptyList` or `.unreadableEntry` with the file's name and line; a
  ///   file without a text is an empty one.
  public init(texts: [String: String]) throws(RedactionError) {
    do throws(RedactionTablesError) {
      let tables = try WordTables(texts["words.txt"] ?? "", file: "words.txt")
      let endings = WordEndings(tables)
      func lexicon(_ file: String) throws(RedactionTablesError) -> Lexicon {
        Lexicon(try ListFile(texts[file] ?? "", file: file).entries, endings: endings)
      }
      words = tables
      surnameEndings = SurnameEndings(tables)
      names = try lexicon("names.txt")
      surnames = try lexicon("surnames.txt")
      places = try lexicon("places.txt")
      kept = try lexicon("kept.txt")
      identifiers = try IdentifierTables(texts["identifiers.txt"] ?? "", file: "identifiers.txt")
    } catch {
      throw RedactionError(error)
    }
  }

  /// Whether the word is an ordinary one in its own script, though it sounds like a name: said.
  func isOrdinary(_ word: Word) -> Bool {
    guard let entry = kept.exactly(word.skeleton), entry.use == .mostlyOrdinary else {
      return false
    }
    return entry.isLatin == word.isLatin && !word.isProper
  }

  /// Whether a guess must leave the word alone.
  func isKept(_ word: Word) -> Bool {
    if word.skeleton.utf8.count < 2 || isOrdinary(word) { return true }
    if let entry = kept.exactly(word.skeleton), entry.use != .mostlyOrdinary { return true }
    // Small words take no endings, or they would shelter names: нав and Navoiy.
    guard let entry = kept.entry(for: word.skeleton), entry.use != .mostlyOrdinary else {
      return false
    }
    return entry.base.utf8.count > 4
  }
}
