// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// What the rules for streets ask of words: what may be a street's name, and where a house follows.
struct StreetWords: Sendable {
  let lists: RedactionLists
  let numbers: AddressNumbers
  let before: Set<String>
  let houses: Set<String>
  let months: Months
  private let links: Set<String>
  private let openers: Set<String>
  private let titles: Set<String>
  private let verbEndings: [String]
  private let stops: Set<String>

  init(lists: RedactionLists, numbers: AddressNumbers) {
    self.lists = lists
    self.numbers = numbers
    let words = lists.identifiers
    before = words.set(.streetsBefore)
    houses = words.set(.housesBefore)
    months = Months(lists.words, words)
    verbEndings = words.list(.verbEndings)
    links = words.set(.addressLinks)
    openers = words.set(.streetOpeners)
    titles = words.set(.streetTitles)
    stops = words.set(.clauseOpeners).union(words.list(.workLinks)).union(words.list(.addressLinks))
      .union(words.list(.addressNames))
  }

  /// Whether a word may belong to a street's name; of small ones only the first.
  func isName(_ index: Int, isFirst: Bool, in text: NormalizedText) -> Bool {
    let word = text.words[index]
    guard word.skeleton.utf8.count > (isFirst ? 2 : 0) else { return false }
    let isCue =
      houses.contains(word.skeleton) && !word.isCapitalised || before.contains(word.skeleton)
    if isCue { return false }
    if word.isCapitalised { return !(lists.isKept(word) && word.startsSentence) }
    return isFirst && (!lists.isKept(word) || isNamed(word))
  }

  /// Whether a small word may be a street's name where the number of a house follows at once.
  ///
  /// Words to keep too: кӯчаи сомонӣ, кӯчаи боғ.
  func isNumberedName(_ index: Int, in text: NormalizedText) -> Bool {
    let word = text.words[index]
    let isInitial = word.range.count == 1 && text.scalars[word.range.upperBound...].first == "."
    return isInitial || isName(index, isFirst: true, in: text)
      || word.range.count > 2 && !stops.contains(word.skeleton)
        && !houses.contains(word.skeleton) && !before.contains(word.skeleton)
        && !months.contains(word.skeleton)
        && !verbEndings.contains(where: word.skeleton.hasSuffix)
  }

  /// Whether an everyday word opens a street's name: Old Mill Road.
  func isOpener(_ word: Word) -> Bool { openers.contains(word.skeleton) }

  /// Whether some words may be one name: one of them is a name, comes after a title, or is in no list.
  func hold(_ range: ClosedRange<Int>, in text: NormalizedText) -> Bool {
    let some = text.words[range]
    return some.allSatisfy(\.isCapitalised)
      || some.contains { isNamed($0) || lists.names.entry(for: $0.skeleton) != nil }
      || some.first?.range.count == 1
      || some.dropLast().contains { titles.contains($0.skeleton) }
      || some.allSatisfy { isFree($0) }
        && some.contains { !lists.roles(of: $0).contains(.ordinary) }
  }

  func endsAsVerb(_ word: Word) -> Bool {
    verbEndings.contains(where: word.skeleton.hasSuffix)
  }

  /// Whether the word opens something new: a preposition, a pronoun, a conjunction.
  func isStop(_ word: Word) -> Bool { stops.contains(word.skeleton) }

  /// Whether the word is a name somewhere, and nowhere an everyday word.
  func isNamed(_ word: Word) -> Bool {
    let roles = lists.roles(of: word)
    return word.range.count > 3 && !roles.contains(.ordinary)
      && !roles.isDisjoint(with: [.place, .given, .surname, .proper])
  }

  /// Whether a small word may be a name at all: no verb, no preposition, no word for a house.
  func isFree(_ word: Word, letters: Int = 4) -> Bool {
    word.range.count >= letters && !lists.isKept(word) && !stops.contains(word.skeleton)
      && !houses.contains(word.skeleton) && !before.contains(word.skeleton)
      && !months.contains(word.skeleton) && !verbEndings.contains(where: word.skeleton.hasSuffix)
  }

  /// Whether two words stand side by side; over the end of a line where `breaks` says so.
  func joins(_ one: Int, _ next: Int, breaks: Bool = false, in text: NormalizedText) -> Bool {
    let (from, to) = (text.words[one].range, text.words[next].range)
    if breaks, text.gap(from.upperBound, to.lowerBound, only: ["\n"], upTo: 1) { return true }
    let isShort = from.count < 5
    return text.gap(
      from.upperBound, to.lowerBound,
      only: isShort ? [" ", ".", "-", "\"", "«", ":"] : [" ", "-", "\"", "«", ":"], upTo: 3)
  }

  /// Whether the number of a house follows, over words for houses.
  func hasNumber(after end: Int, in text: NormalizedText) -> Bool {
    guard let (run, index) = text.group(from: end) else { return false }
    let group = run.groups[index]
    let between = text.firstWord(from: end).map { text.words[$0...].prefix(2) } ?? []
    return group.count <= 4 && group.lowerBound - end <= 12 && !text.isYear(group)
      && !numbers.isCounted(group, in: text)
      && between.allSatisfy {
        $0.range.lowerBound > group.lowerBound || houses.contains($0.skeleton)
          || before.contains($0.skeleton) || numbers.isSign($0)
      }
      && text.scalars[end..<group.lowerBound].allSatisfy {
        " ,.№-/\n".unicodeScalars.contains($0) || $0.isPlainLetter
      }
  }

  /// Whether a number stands directly before the word: `27 orchard lane`, `27b orchard lane`.
  ///
  /// A comma may stand between, or one small word: `flat 4, zela road`, `number 12 on zela avenue`.
  func isNumbered(_ index: Int, in text: NormalizedText) -> Bool {
    var start = text.words[index].range.lowerBound
    if index > 0, case let link = text.words[index - 1], links.contains(link.skeleton),
      text.gap(link.range.upperBound, start)
    {
      start = link.range.lowerBound
    }
    if start > 1, text.scalars[start - 2] == "," {
      let first = text.firstDigit(upTo: start - 2)
      return (1...3).contains(start - 2 - first)
    }
    return numbers.start(of: start..<start, in: text) < start
  }
}
