// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// What the rules for firms ask of words: what says that a firm is named, and what may name one.
struct FirmWords: Sendable {
  let lists: RedactionLists
  private let whole: Set<String>
  private let beginnings: Beginnings
  private let forms: Set<String>
  private let longestForm: Int
  private let callings: Set<String>
  private let qualities: Beginnings
  private let owning: Set<String>
  private let located: Set<String>
  private let tails: Set<String>
  private let stops: Set<String>
  private let verbEndings: [String]

  init(lists: RedactionLists) {
    self.lists = lists
    let words = lists.identifiers
    // ООО sounds like the preposition о: forms of law are compared letter by letter.
    whole = lists.words.set(.employers).union(lists.words.set(.employersAfter))
      .union(words.set(.furtherWorkplaces)).filter { $0.utf8.count > 1 }
    beginnings = Beginnings(
      (lists.words.list(.workplaces) + words.list(.furtherWorkplaceBeginnings))
        .filter { $0.utf8.count > 3 })
    forms = Self.forms(lists)
    longestForm = forms.map(\.unicodeScalars.count).max() ?? 0
    callings = lists.words.set(.callings).union(words.list(.furtherCallings))
    qualities = Beginnings(words.list(.firmQualities))
    owning = words.set(.owningEndings)
    located = Set(words.list(.formEndings).map { Skeleton.of($0) }.filter { $0.utf8.count > 1 })
    tails = words.set(.firmTails)
    stops = words.set(.clauseOpeners).union(words.list(.workLinks)).union(words.list(.addressLinks))
    verbEndings = words.list(.verbEndings)
  }

  /// With the endings that hang on them: MCHJda, ҶДММ-ро.
  private static func forms(_ lists: RedactionLists) -> Set<String> {
    let bare = lists.words.set(.legalForms).union(lists.identifiers.list(.furtherLegalForms))
    let endings = lists.identifiers.list(.formEndings)
    return bare.union(bare.flatMap { form in endings.map { form + $0 } })
  }

  func isForm(_ index: Int, _ text: NormalizedText) -> Bool {
    let range = text.words[index].range
    guard range.count <= longestForm else { return false }
    return forms.contains(String(String.UnicodeScalarView(text.scalars[range])))
  }

  func isWorkplace(_ word: Word) -> Bool {
    whole.contains(word.skeleton)
      || beginnings.all(of: word.skeleton).contains {
        word.skeleton.utf8.count <= $0.utf8.count + 6
      }
  }

  func isCalling(_ word: Word) -> Bool { callings.contains(word.skeleton) }

  /// A small word for what kind of firm it is.
  func isQuality(_ word: Word) -> Bool {
    !word.isCapitalised && qualities.contains(word.skeleton)
  }

  /// Whether an Uzbek ending says whose it is: fabrikasida, so that the name stands before it.
  func isOwned(_ word: Word) -> Bool {
    beginnings.all(of: word.skeleton).contains { beginning in
      let ending = word.skeleton.dropFirst(beginning.count)
      // Agentligi, xo'jaligida: nothing else ends so.
      if beginning.hasSuffix("lig"), ending.hasPrefix("i") { return true }
      return owning.contains(String(ending)) && (word.isLatin || ending.utf8.count > 1)
    }
  }

  /// Whether an Uzbek ending says only where: fermada, after which no name stands.
  func isLocated(_ word: Word) -> Bool {
    word.isLatin
      && beginnings.all(of: word.skeleton).contains { beginning in
        let ending = word.skeleton.dropFirst(beginning.count)
        return located.contains(String(ending))
          || ending.first == "a" && located.contains(String(ending.dropFirst()))
      }
  }

  /// Whether the word ends names of firms: vostok servis.
  func isTail(_ word: Word) -> Bool { tails.contains(word.skeleton) }

  /// Whether the word opens something new, so that no name reaches over it.
  func isStop(_ word: Word) -> Bool {
    word.range.count < 3 || stops.contains(word.skeleton)
      || lists.kept.exactly(word.skeleton) != nil
  }

  /// Whether a small word belongs to no clause but this: a preposition or a pronoun does not.
  func opens(_ word: Word) -> Bool { stops.contains(word.skeleton) }

  func endsAsVerb(_ word: Word) -> Bool {
    verbEndings.contains(where: word.skeleton.hasSuffix)
  }

  /// After a form of law every word but the smallest is a name.
  func isAnyName(_ word: Word) -> Bool {
    word.range.count > 3
      && lists.kept.exactly(word.skeleton).map { $0.use == .mostlyOrdinary } ?? true
  }

  /// A word in small letters that no list knows as an everyday one.
  func isUnknown(_ index: Int, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    return isFree(word) && !lists.isKept(word) && !lists.roles(of: word).contains(.ordinary)
      && !endsAsVerb(word)
  }

  /// An everyday word in small letters that names people or places too: рохат, чинор.
  func isBoth(_ word: Word) -> Bool {
    let roles = lists.roles(of: word)
    return word.range.count > 2 && !word.isCapitalised && !opens(word) && !isWorkplace(word)
      && !qualities.contains(word.skeleton) && !lists.isKept(word) && roles.contains(.ordinary)
      && !roles.isDisjoint(with: [.given, .place, .proper])
  }

  /// A word in small letters that is neither a stop nor says what kind of firm it is.
  func isFree(_ word: Word) -> Bool {
    word.range.count > 3 && !word.isCapitalised && !isStop(word) && !isWorkplace(word)
      && !qualities.contains(word.skeleton)
  }

  /// В кафе Мадина ударила меня: a given name alone is somebody, not a firm.
  func isPerson(_ index: Int, _ text: NormalizedText) -> Bool {
    lists.names.entry(for: text.words[index].skeleton) != nil
  }

  /// Whether a word can open a name: a capital that is no everyday word, or opens a name of two.
  func startsName(_ index: Int, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    if !lists.isKept(word) { return true }
    // Старый город, Зелёная роща: an ordinary word may open a name of two.
    return word.isProper && word.range.count > 3 && extended(index, text) > index
      && !lists.roles(of: word).contains(.place)
  }

  /// Зелёный мир, Роҳи сафед: an adjective, or a Tajik word that binds the next, takes one in.
  func extended(_ index: Int, bound: Bool = false, _ text: NormalizedText) -> Int {
    guard index + 1 < text.words.count, joins(index, index + 1, text) else { return index }
    let (word, next) = (text.words[index], text.words[index + 1])
    let binds =
      isAdjective(word, text)
      || (bound || !word.isLatin) && binds(word, text)
    let isFree = next.range.count > 2 && !next.isCapitalised && !isWorkplace(next)
    let isLong = word.range.count > (word.isCapitalised ? 2 : 3)
    return isFree && (isTail(next) || binds && isLong) ? index + 1 : index
  }

  /// Whether a word ends in и or i, by which Tajik binds the next.
  func binds(_ word: Word, _ text: NormalizedText) -> Bool {
    text.scalars[word.range].last.map { "иi".unicodeScalars.contains($0) } == true
  }

  /// Whether a Cyrillic word ends as a Russian adjective in its first case does.
  func isAdjective(_ word: Word, _ text: NormalizedText) -> Bool {
    !word.isLatin && word.range.count > 3
      && Self.adjectives.contains(text.scalars[word.range].suffix(2).map(String.init).joined())
  }

  func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    text.gap(
      text.words[one].range.upperBound, text.words[next].range.lowerBound,
      only: [" ", "-", "&", ":", "'"], upTo: 3)
  }

  private static let adjectives: Set<String> = [
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие",
  ]
}
