// SPDX-License-Identifier: Apache-2.0

/// The words that rules look up: given names, surnames, places, and words to leave alone.
///
/// The text of each file in `Config/redaction` says at its top how its lines are written and
/// where its entries come from.
public struct RedactionLists: Sendable {
  let names: Lexicon
  let surnames: Lexicon
  let places: Lexicon
  let kept: Lexicon

  /// Reads the four files' texts.
  ///
  /// - Parameters:
  ///   - names: Given names in the four languages, `names.txt`.
  ///   - surnames: Frequent surnames, `surnames.txt`.
  ///   - places: Cities, districts and villages, `places.txt`.
  ///   - kept: Words that a guess never takes for a name: countries, regions, and ordinary words
  ///     that stand where names stand, `kept.txt`.
  /// - Throws: `RedactionError.emptyList` or `.unreadableEntry` with the file's name and line.
  public init(names: String, surnames: String, places: String, kept: String) throws(RedactionError)
  {
    self.names = Lexicon(try ListFile(names, file: "names.txt").entries)
    self.surnames = Lexicon(try ListFile(surnames, file: "surnames.txt").entries)
    self.places = Lexicon(try ListFile(places, file: "places.txt").entries)
    self.kept = Lexicon(try ListFile(kept, file: "kept.txt").entries)
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
