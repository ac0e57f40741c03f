// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Reads the name of a firm beside a word that says that one stands there.
struct FirmNames: Sendable {
  let lists: RedactionLists
  private let whole: Set<String>
  private let beginnings: Beginnings
  private let forms: Set<String>
  private let callings: Set<String>
  private let qualities: Beginnings
  private let owning: Set<String>
  private let longestForm: Int
  private let verbEndings: [String]

  init(lists: RedactionLists) {
    self.lists = lists
    // ООО sounds like the preposition о: forms of law are compared letter by letter.
    whole = lists.words.set(.employers).union(lists.words.set(.employersAfter))
      .union(lists.identifiers.set(.furtherWorkplaces)).filter { $0.utf8.count > 1 }
    beginnings = Beginnings(lists.words.list(.workplaces).filter { $0.utf8.count > 3 })
    let bare = lists.words.set(.legalForms).union(lists.identifiers.list(.furtherLegalForms))
    // MCHJda, ҶДММ-ро: an ending that hangs on it.
    let endings = lists.identifiers.list(.formEndings)
    forms = bare.union(bare.flatMap { form in endings.map { form + $0 } })
    longestForm = forms.map(\.unicodeScalars.count).max() ?? 0
    callings = lists.words.set(.callings).union(lists.identifiers.list(.furtherCallings))
    qualities = Beginnings(lists.identifiers.list(.firmQualities))
    owning = lists.identifiers.set(.owningEndings)
    verbEndings = lists.identifiers.list(.verbEndings)
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

  /// Whether an Uzbek ending says whose it is: fabrikasida, so that the name stands before it.
  func isOwned(_ word: Word) -> Bool {
    beginnings.all(of: word.skeleton).contains { beginning in
      let ending = word.skeleton.dropFirst(beginning.count)
      return owning.contains(String(ending)) && (word.isLatin || ending.utf8.count > 1)
    }
  }

  // MARK: After the word

  /// The name after a word, over words such as `называлась`, and what makes it doubtful.
  func following(_ cue: Int, _ text: NormalizedText, isForm: Bool) -> (Range<Int>, Certainty)? {
    var start = cue
    var wasCalled = false
    while start + 1 < text.words.count, start - cue < 3, joins(start, start + 1, text),
      case let next = text.words[start + 1],
      isCalling(next) || self.isForm(start + 1, text)
        || (!next.isCapitalised && qualities.contains(next.skeleton))
    {
      wasCalled = wasCalled || isCalling(next) && next.range.count > 3
      start += 1
    }
    if let quoted = text.quotation(from: text.words[start].range.upperBound) {
      return (quoted, .sure)
    }
    guard let last = lastName(from: start, isForm: isForm || wasCalled, text) else { return nil }
    let range = text.words[start + 1].range.lowerBound..<text.words[last].range.upperBound
    return (range, text.words[start + 1].isCapitalised ? .sure : .doubtful)
  }

  private func lastName(from start: Int, isForm: Bool, _ text: NormalizedText) -> Int? {
    guard start + 1 < text.words.count, joins(start, start + 1, text) else { return nil }
    let first = text.words[start + 1]
    guard first.isCapitalised else {
      guard isForm ? isAnyName(first) : isUnknown(start + 1, text) else { return nil }
      return isForm ? extended(start + 1, text) : start + 1
    }
    let isOpen = startsName(start + 1, text) || isForm && first.range.count > 2
    guard isOpen, !isWorkplace(first) else { return nil }
    var last = start + 1
    while last + 1 < text.words.count, last - start < 4, joins(last, last + 1, text),
      text.words[last + 1].isCapitalised, !isWorkplace(text.words[last + 1])
    {
      last += 1
    }
    if last == start + 1 {
      if !isForm, isPerson(last, text) { return nil }
      last = extended(last, text)
    }
    return last
  }

  /// Зелёный мир, Роҳи сафед: an adjective, or a Tajik word that binds the next, takes one in.
  private func extended(_ index: Int, _ text: NormalizedText) -> Int {
    guard index + 1 < text.words.count, joins(index, index + 1, text) else { return index }
    let (word, next) = (text.words[index], text.words[index + 1])
    let letters = text.scalars[word.range].suffix(2).map(String.init).joined()
    let binds = !word.isLatin && (letters.hasSuffix("и") || Self.adjectives.contains(letters))
    let isFree = next.range.count > 2 && !next.isCapitalised && !isWorkplace(next)
    return binds && word.range.count > 3 && isFree ? index + 1 : index
  }

  // MARK: Before the word

  /// The name that stands before a word; `isSurelyNamed` where nothing else stands there.
  func preceding(
    _ cue: Int, _ text: NormalizedText, isSurelyNamed: Bool
  ) -> (Range<Int>, Certainty)? {
    var end = cue
    var wasCalled = false
    // Golden Palm massage parlour, Zela nomli kafe: what it is, or that it is called so.
    while end > 0, cue - end < 2, joins(end - 1, end, text),
      case let word = text.words[end - 1],
      isCalling(word) && word.range.count > 3
        || (!word.isCapitalised && qualities.contains(word.skeleton))
    {
      wasCalled = wasCalled || isCalling(word)
      end -= 1
    }
    if let quoted = text.quotation(upTo: text.words[end].range.lowerBound) {
      return (quoted, .sure)
    }
    if end == cue, cue > 1, !text.words[cue - 1].isCapitalised, text.words[cue - 2].isProper,
      joins(cue - 1, cue, text), joins(cue - 2, cue - 1, text),
      !lists.isKept(text.words[cue - 2])
    {
      end = cue - 1
    }
    let isNamed = isSurelyNamed || wasCalled
    guard let first = firstName(upTo: end, isNamed: isNamed, text) else { return nil }
    let range = text.words[first].range.lowerBound..<text.words[end - 1].range.upperBound
    return (range, text.words[first].isCapitalised ? .sure : .doubtful)
  }

  private func firstName(upTo end: Int, isNamed: Bool, _ text: NormalizedText) -> Int? {
    var first = end
    while first > 0, end - first < 4, joins(first - 1, first, text),
      text.words[first - 1].isProper || isNamed && text.words[first - 1].isCapitalised,
      !isWorkplace(text.words[first - 1]), !isForm(first - 1, text)
    {
      first -= 1
    }
    // Oq zeltun restoranida: a capital, then a small word.
    if first == end, isNamed, end > 1, joins(end - 1, end, text), joins(end - 2, end - 1, text),
      text.words[end - 2].isCapitalised, !lists.isKept(text.words[end - 1]),
      isUnknown(end - 1, text)
    {
      return end - 2
    }
    if first == end {
      guard isNamed, end > 0, joins(end - 1, end, text), isUnknown(end - 1, text) else {
        return nil
      }
      return end - 1
    }
    let isOpen = startsName(end - 1, text) || end - first > 1
    return !isOpen || end - first == 1 && isPerson(first, text) ? nil : first
  }

  // MARK: Words

  private func startsName(_ index: Int, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    if !lists.isKept(word) { return true }
    // Старый город, Зелёная роща: an ordinary word may open a name of two.
    return word.isProper && word.range.count > 3 && extended(index, text) > index
      && !lists.roles(of: word).contains(.place)
  }

  /// After a form of law every word but the smallest is a name.
  private func isAnyName(_ word: Word) -> Bool {
    word.range.count > 3 && lists.kept.exactly(word.skeleton) == nil
  }

  /// A word in small letters that no list knows as an everyday one.
  private func isUnknown(_ index: Int, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    return word.range.count > 3 && !word.isCapitalised && !lists.isKept(word)
      && !isWorkplace(word) && !qualities.contains(word.skeleton)
      && !lists.roles(of: word).contains(.ordinary)
      && !verbEndings.contains(where: word.skeleton.hasSuffix)
  }

  /// В кафе Мадина ударила меня: a given name alone is somebody, not a firm.
  private func isPerson(_ index: Int, _ text: NormalizedText) -> Bool {
    lists.names.entry(for: text.words[index].skeleton) != nil
  }

  private func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    text.gap(
      text.words[one].range.upperBound, text.words[next].range.lowerBound,
      only: [" ", "-", "&", ":", "'"], upTo: 3)
  }

  private static let adjectives: Set<String> = [
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие",
  ]
}
