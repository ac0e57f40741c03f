// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Names of people: given names, patronymics, surnames, initials, and words that a cue names.
///
/// A cue is `my name is` and its like. A name found once is found everywhere in the text.
struct PersonNameRule: RedactionRule {
  let lists: RedactionLists
  private let cues: NamingCues
  private let children: Set<String>
  private let nameEndings: [String]
  private let verbLikeEndings: [String]
  private let hopes: HopeWords
  private let beginnings: [String]

  init(lists: RedactionLists) {
    self.lists = lists
    cues = NamingCues(lists: lists)
    children = lists.words.set(.children)
    nameEndings = lists.words.list(.nameEndings)
    verbLikeEndings = lists.words.list(.verbLikeNameEndings)
    hopes = HopeWords(lists: lists)
    beginnings = lists.identifiers.list(.nameBeginnings)
  }

  var kind: RedactionKind { .person }

  private typealias Parts = [Int: Certainty]

  func marks(in text: NormalizedText) -> [RedactionMark] {
    var parts = listed(in: text)
    let named = addNamed(in: text, to: &parts)
    addInitials(in: text, to: &parts)
    addNeighbours(in: text, to: &parts)
    addRepeated(named, in: text, to: &parts)
    addBareInitials(in: text, to: &parts)
    return merged(parts, in: text)
  }

  /// Words that are names by themselves.
  private func listed(in text: NormalizedText) -> Parts {
    var parts: Parts = [:]
    for (index, word) in text.words.enumerated()
    where word.skeleton.utf8.count > 2 && !hopes.areHoped(at: index, in: text)
      && !isWashed(word, text)
    {
      parts[index] = certainty(of: word)
    }
    return parts
  }

  /// Мыла посуду: of short given names none has ы, though it sounds as и does.
  private func isWashed(_ word: Word, _ text: NormalizedText) -> Bool {
    !word.isCapitalised && !word.isLatin && word.range.count < 6
      && text.scalars[word.range].contains("ы")
  }

  private func certainty(of word: Word) -> Certainty? {
    let listed = lists.names.exactly(word.skeleton)
    if lists.isOrdinary(word) || (listed == nil && lists.isKept(word)) { return nil }
    if listed != nil, lists.isKept(word) { return WordUse.mostlyOrdinary.certainty(of: word) }
    if let name = listed ?? lists.names.entry(for: word.skeleton) {
      let isShort = word.skeleton.utf8.count == 3
      return isShort && !word.isCapitalised ? nil : name.use.certainty(of: word)
    }
    let shape = SurnameShape(lists: lists)
    if shape.isPatronymic(word.skeleton) { return word.isCapitalised ? .sure : .doubtful }
    if hasNameEnding(word) { return word.isProper ? .sure : .doubtful }
    if isRareName(word) { return .sure }
    switch shape.surname(word.skeleton)?.strength {
    case .certain?: return word.isCapitalised ? .sure : .doubtful
    case .likely?:
      // Moscow ends like a surname too.
      return word.isProper && lists.places.entry(for: word.skeleton) == nil ? .sure : nil
    default: return nil
    }
  }

  /// In the large list, with a capital that means something, and nothing else besides.
  private func isRareName(_ word: Word) -> Bool {
    guard word.isProper, word.skeleton.utf8.count > 3 else { return false }
    let roles = lists.roles(of: word)
    return !roles.isDisjoint(with: [.given, .surname])
      && roles.isDisjoint(with: [.ordinary, .place])
  }

  /// Endings of Tajik and Uzbek given names that no list can hold in full.
  private func hasNameEnding(_ word: Word) -> Bool {
    guard word.skeleton.utf8.count >= 7 else { return false }
    if word.skeleton.utf8.count >= 10, beginnings.contains(where: word.skeleton.hasPrefix) {
      return true
    }
    // Russian verbs end like -улло too: вернуло.
    let endings = word.isProper ? nameEndings + verbLikeEndings : nameEndings
    return endings.contains { word.skeleton.hasSuffix($0) || word.skeleton.hasSuffix($0 + "ro") }
  }

  /// Returns the words that a cue named, also in small letters.
  private func addNamed(in text: NormalizedText, to parts: inout Parts) -> [Int] {
    let named = cues.named(in: text)
    for index in named {
      parts[index] = max(
        parts[index] ?? .doubtful, text.words[index].isCapitalised ? .sure : .doubtful)
    }
    for index in text.words.indices.dropFirst() where children.contains(text.words[index].skeleton)
    {
      let father = text.words[index - 1]
      guard joins(index - 1, index, text), parts[index - 1] != nil || father.isProper else {
        continue
      }
      parts[index - 1] = .sure
      parts[index] = .sure
    }
    return named
  }

  /// A capitalised word beside initials, before or after: `Ф. Р. Рахимов`.
  private func addInitials(in text: NormalizedText, to parts: inout Parts) {
    for index in text.words.indices where isInitial(index, text) {
      for neighbour in [index - 1, index + 1] where text.words.indices.contains(neighbour) {
        let word = text.words[neighbour]
        guard word.isCapitalised, word.range.count > 2, joins(index, neighbour, text),
          !lists.isKept(word), SurnameShape(lists: lists).surname(word.skeleton) != nil
        else { continue }
        parts[neighbour] = .sure
      }
    }
  }

  /// The capitalised word after a given name, and a surname on either side of it.
  private func addNeighbours(in text: NormalizedText, to parts: inout Parts) {
    let shape = SurnameShape(lists: lists)
    for index in parts.keys.sorted() where parts[index] == .sure {
      for neighbour in [index - 1, index + 1] where text.words.indices.contains(neighbour) {
        let word = text.words[neighbour]
        guard parts[neighbour] == nil, joins(index, neighbour, text), word.range.count > 2,
          !lists.isKept(word), lists.places.entry(for: word.skeleton) == nil
        else { continue }
        let surname = shape.surname(word.skeleton)
        let isSurname =
          surname.map {
            $0.strength != .besideNames || word.isProper
              || (neighbour > index && shape.isRussian(word))
          } ?? false
        let follows = neighbour > index || hasSurnameEnding(text.words[index])
        let isTitle = follows && word.isProper && text.words[index].isCapitalised
        if isSurname || isTitle { parts[neighbour] = word.isCapitalised ? .sure : .doubtful }
      }
    }
  }

  private func hasSurnameEnding(_ word: Word) -> Bool {
    let surname = SurnameShape(lists: lists).surname(word.skeleton)
    return surname.map { $0.strength != .besideNames } ?? false
  }

  /// Marks every other mention of a name that some part of the text gave away.
  private func addRepeated(_ named: [Int], in text: NormalizedText, to parts: inout Parts) {
    var learned = lists.names.empty()
    let shape = SurnameShape(lists: lists)
    for index in named + parts.keys.filter({ parts[$0] == .sure }) {
      let word = text.words[index]
      guard word.skeleton.utf8.count > 3, !children.contains(word.skeleton) else { continue }
      learned.learn(lists.names.entry(for: word.skeleton)?.base ?? word.skeleton)
      if let surname = shape.surname(word.skeleton), surname.strength != .besideNames {
        learned.learn(surname.root)
      }
    }
    guard !learned.isEmpty else { return }
    for (index, word) in text.words.enumerated() where parts[index] != .sure {
      guard word.skeleton.utf8.count > 3, !lists.isOrdinary(word) else { continue }
      let root = shape.surname(word.skeleton)?.root ?? word.skeleton
      guard learned.entry(for: word.skeleton) ?? learned.exactly(root) != nil else { continue }
      parts[index] = word.isCapitalised ? .sure : max(parts[index] ?? .doubtful, .doubtful)
    }
  }

  /// Initials that stand beside a name go with it.
  private func addBareInitials(in text: NormalizedText, to parts: inout Parts) {
    for _ in 0..<2 {
      for index in text.words.indices where parts[index] == nil && isInitial(index, text) {
        let isBeside = [index - 1, index + 1].contains { neighbour in
          parts[neighbour] != nil && joins(index, neighbour, text)
        }
        if isBeside { parts[index] = .sure }
      }
    }
  }

  private func isInitial(_ index: Int, _ text: NormalizedText) -> Bool {
    let range = text.words[index].range
    return range.count == 1 && text.words[index].isCapitalised
      && range.upperBound < text.scalars.count && text.scalars[range.upperBound] == "."
  }

  private func joins(_ one: Int, _ other: Int, _ text: NormalizedText) -> Bool {
    let from = text.words[min(one, other)]
    let to = text.words[max(one, other)]
    let isShort = from.range.count == 1 || cues.isShortTitle(from)
    let dots = isShort ? [" ", ".", "-"] : [" ", "-"] as Set<Unicode.Scalar>
    return text.gap(from.range.upperBound, to.range.lowerBound, only: dots)
  }

  private func merged(_ parts: Parts, in text: NormalizedText) -> [RedactionMark] {
    var spans: [(range: Range<Int>, certainty: Certainty, last: Int)] = []
    for index in parts.keys.sorted() {
      let range = text.words[index].range
      let certainty = parts[index] ?? .doubtful
      if let open = spans.last, open.last == index - 1, joins(index - 1, index, text) {
        spans[spans.count - 1] = (
          open.range.lowerBound..<range.upperBound, max(open.certainty, certainty), index
        )
      } else {
        spans.append((range, certainty, index))
      }
    }
    return spans.map {
      text.mark(withDigits($0.range, text), .person, $0.certainty, by: "person name")
    }
  }

  /// Digits and letters that hang on a name go with it: ali77, 3арина.
  private func withDigits(_ range: Range<Int>, _ text: NormalizedText) -> Range<Int> {
    let range = withDot(range, text)
    let before = text.scalars[..<range.lowerBound].suffix(Self.hanging).reversed()
    let after = text.scalars[range.upperBound...].prefix(Self.hanging)
    guard before.first?.isPlainDigit == true || after.first?.isPlainDigit == true else {
      return range
    }
    let isSign = { (scalar: Unicode.Scalar) in scalar.isPlainDigit || scalar.isPlainLetter }
    let lower = range.lowerBound - before.prefix(while: isSign).count
    let token = lower..<(range.upperBound + after.prefix(while: isSign).count)
    // What is longer is an account, and ``TokenRule``'s.
    return token.count < Self.longest ? token : range
  }

  /// At most so many, so that a long token takes no long time.
  private static let hanging = 24
  /// Names with what hangs on them are shorter.
  private static let longest = 20

  /// The dot after a last initial belongs to the name.
  private func withDot(_ range: Range<Int>, _ text: NormalizedText) -> Range<Int> {
    let end = range.upperBound
    guard range.count > 2, end < text.scalars.count, text.scalars[end] == ".",
      !text.scalars[end - 2].isPlainLetter
    else { return range }
    return range.lowerBound..<(end + 1)
  }
}
