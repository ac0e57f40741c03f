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
  let surnameEndings: SurnameEndings

  /// Reads the five files' texts.
  ///
  /// - Parameters:
  ///   - names: Given names in the four languages, `names.txt`.
  ///   - surnames: Frequent surnames, `surnames.txt`.
  ///   - places: Cities, districts and villages, `places.txt`.
  ///   - kept: Words that a guess never takes for a name: countries, regions, and ordinary words
  ///     that stand where names stand, `kept.txt`.
  ///   - words: Months, number words, cues and endings, `words.txt`.
  /// - Throws: `RedactionError.emptyList` or `.unreadableEntry` with the file's name and line.
  public init(
    names: String, surnames: String, places: String, kept: String, words: String
  ) throws(RedactionError) {
    do throws(RedactionTablesError) {
      let tables = try WordTables(words)
      let endings = WordEndings(tables)
      self.words = tables
      surnameEndings = SurnameEndings(tables)
      self.names = Lexicon(try ListFile(names, file: "names.txt").entries, endings: endings)
      self.surnames = Lexicon(
        try ListFile(surnames, file: "surnames.txt").entries, endings: endings)
      self.places = Lexicon(try ListFile(places, file: "places.txt").entries, endings: endings)
      self.kept = Lexicon(try ListFile(kept, file: "kept.txt").entries, endings: endings)
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
