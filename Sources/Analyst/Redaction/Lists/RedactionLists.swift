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
  let rare: RareWords
  let tokens: TokenLists
  /// The trained tagger, where one was given.
  package private(set) var tagger: TaggerModel?

  /// The names of the files in `Config/redaction` that are read.
  public static let files = [
    "names.txt", "surnames.txt", "places.txt", "kept.txt", "words.txt", "identifiers.txt",
    "rare.txt",
  ]

  /// Reads the texts of all ``files``, by their names, and the bytes of `tagger.bin`.
  ///
  /// Without a tagger, rules and lists work alone.
  /// - Throws: `RedactionError.emptyList` or `.unreadableEntry` with the file's name and line; a
  ///   file without a text is an empty one. `.unusableTagger` for bytes of another version.
  public init(texts: [String: String], tagger: [UInt8]? = nil) throws(RedactionError) {
    if let tagger {
      guard let model = TaggerModel(tagger) else { throw .unusableTagger }
      self.tagger = model
    }
    do throws(RedactionTablesError) {
      let tables = try WordTables(texts["words.txt"] ?? "", file: "words.txt")
      let endings = WordEndings(tables)
      func entries(_ file: String) throws(RedactionTablesError) -> [ListEntry] {
        try ListFile(texts[file] ?? "", file: file).entries
      }
      let (names, surnames) = (try entries("names.txt"), try entries("surnames.txt"))
      let (places, kept) = (try entries("places.txt"), try entries("kept.txt"))
      words = tables
      surnameEndings = SurnameEndings(tables)
      self.names = Lexicon(names, endings: endings)
      self.surnames = Lexicon(surnames, endings: endings)
      self.places = Lexicon(places, endings: endings)
      self.kept = Lexicon(kept, endings: endings)
      identifiers = try IdentifierTables(texts["identifiers.txt"] ?? "", file: "identifiers.txt")
      rare = try RareWords(
        texts["rare.txt"] ?? "", beside: [(.given, names), (.surname, surnames), (.place, places)])
      tokens = TokenLists(
        rare: rare, words: tables, kept: kept.flatMap(\.spellings).compactMap(\.first),
        endings: endings)
    } catch {
      throw RedactionError(error)
    }
  }

  /// The same lists with another tagger, or none.
  package func with(tagger: TaggerModel?) -> RedactionLists {
    var lists = self
    lists.tagger = tagger
    return lists
  }

  /// What a tagger with these groups of words looks at in a text.
  package func features(of text: NormalizedText, groups: WordGroups) -> TaggerFeatures {
    TaggerFeatures(TaggerToken.all(in: text, lists: tokens), groups: groups)
  }

  /// What the large list says of a word, as it stands or without its ending.
  func roles(of word: Word) -> WordRoles { tokens.roles(of: Array(word.skeleton.utf8)) }

  /// The region or country that a listed place of some words lies in, where the lists say one.
  func region(of words: ArraySlice<Word>) -> String? {
    let sound = words.map(\.skeleton).joined(separator: " ")
    return tokens.region(of: Array(sound.utf8)).flatMap { PlaceRegions.name(of: $0) }
  }

  /// How many words, from a place on, are a place of the large list; nil when none is.
  func rarePlaces(at index: Int, in words: [Word]) -> Int? {
    var hash = WordHash.empty
    var found: Int?
    for count in 1...3 where index + count <= words.count {
      if count > 1 { hash = WordHash.step(hash, UInt8(ascii: " ")) }
      hash = WordHash.of(words[index + count - 1].skeleton.utf8, after: hash)
      if rare.roles(of: hash).contains(.place) { found = count }
    }
    return found
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
    // Россия without its last letters sounds as России does.
    if word.skeleton.hasSuffix("i"), let entry = kept.exactly(word.skeleton + "a"),
      entry.use != .mostlyOrdinary
    {
      return true
    }
    // Small words take no endings, or they would shelter names: нав and Navoiy.
    guard let entry = kept.entry(for: word.skeleton), entry.use != .mostlyOrdinary else {
      return false
    }
    return entry.base.utf8.count > 4
  }
}
