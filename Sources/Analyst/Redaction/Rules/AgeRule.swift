// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Ages, of which a band stays: `мне было 17 лет`, `17-сола`, `17 yoshda`, `when I was 17`.
///
/// How long something took stays.
struct AgeRule: RedactionRule {
  private let lists: RedactionLists
  private let ageWords: Set<String>
  let years: Set<String>
  private let names: Set<String>
  private let owners: Set<String>
  private let fillers: Set<String>
  private let moments: Set<String>
  let lengths: Set<String>
  private let had: Set<String>
  private let entered: [String]
  private let been: Set<String>
  private let openers: Set<String>
  private let relatives: Set<String>
  private let agedTo: Set<String>
  private let pluralTens: Set<String>
  let pairs: Set<String>
  private let counted: Cues
  private let agesOfLaw: Set<String>
  private let havers: Set<String>
  private let events: AgeEvents
  let listOwners: Set<String>

  init(lists: RedactionLists) {
    self.lists = lists
    let words = lists.identifiers
    ageWords = lists.words.set(.ageWords)
    years = lists.words.set(.years).union([Self.tajikYear])
    names = words.set(.ageNames)
    owners = words.set(.ageOwners).union(words.list(.ageNames))
    fillers = words.set(.ageFillers)
    moments = words.set(.ageMoments)
    lengths = words.set(.timeLengths)
    had = words.set(.yearsHad)
    entered = words.list(.ageEntered)
    been = words.set(.ageBeen)
    openers = words.set(.clauseOpeners)
    relatives = words.set(.relatives)
    agedTo = words.set(.agedTo)
    pluralTens = words.set(.pluralTens)
    pairs = words.set(.numberPairs)
    agesOfLaw = words.set(.agesOfLaw)
    havers = words.set(.ageHavers)
    events = AgeEvents(words)
    listOwners = words.set(.listOwners)
    counted = Cues(beginnings: words.list(.countedUnits))
  }

  var kind: RedactionKind { .age }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let groups = text.numbers.flatMap { run in
      run.groups.indices.filter { run.groups[$0].count <= 2 && isWhole(run.groups[$0], in: text) }
        .map { (group: run.groups[$0], whole: withLower($0, of: run, in: text)) }
    }
    var certainties = groups.map { certainty(of: $0.whole, in: text) }
    for index in groups.indices.dropFirst() {
      // Between 15 and 17: either tells what the other is.
      let isPair = isPair(groups[index - 1].group, groups[index].whole, in: text)
      guard isPair else { continue }
      certainties[index] = certainties[index] ?? certainties[index - 1]
      certainties[index - 1] = certainties[index - 1] ?? certainties[index]
    }
    addLists(of: groups.map(\.whole), to: &certainties, in: text)
    return zip(groups, certainties).compactMap { entry, certainty in
      guard let certainty else { return nil }
      let age = text.digits(in: entry.group).reduce(0) { $0 * 10 + Int($1) - 0x30 }
      return text.mark(
        withSex(entry.whole, in: text), .age, certainty, by: "age", instead: .band(of: age))
    }
  }

  /// A letter for the sex goes with the age: 23F.
  private func withSex(_ age: Range<Int>, in text: NormalizedText) -> Range<Int> {
    let next = text.scalars[age.upperBound...].prefix(2)
    guard let sex = next.first, "fmж".unicodeScalars.contains(sex),
      next.dropFirst().first?.isPlainLetter != true
    else { return age }
    return age.lowerBound..<(age.upperBound + 1)
  }

  func isPair(_ one: Range<Int>, _ other: Range<Int>, in text: NormalizedText) -> Bool {
    guard let index = text.firstWord(from: one.upperBound),
      case let word = text.words[index], pairs.contains(word.skeleton),
      word.range.upperBound <= other.lowerBound
    else { return false }
    return text.gap(one.upperBound, word.range.lowerBound)
      && text.gap(word.range.upperBound, other.lowerBound) && !isCounted(other.upperBound, in: text)
  }

  /// Whether what follows is counted: 5 раз, 3 hours; years are not.
  func isCounted(_ end: Int, in text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }) else { return false }
    return text.gap(end, next.range.lowerBound) && counted.contains(next)
      && !years.contains(next.skeleton)
  }

  /// No part of a longer number or of a date.
  private func isWhole(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    let signs: Set<Unicode.Scalar> = [".", "/", ":", "+", ","]
    if group.lowerBound > 0, signs.contains(text.scalars[group.lowerBound - 1]) { return false }
    guard group.upperBound + 1 < text.scalars.count else { return true }
    return
      !(signs.contains(text.scalars[group.upperBound])
      && text.scalars[group.upperBound + 1].isPlainDigit)
  }

  /// Takes in the first half of `17-18`.
  private func withLower(_ index: Int, of run: NumberRun, in text: NormalizedText) -> Range<Int> {
    let group = run.groups[index]
    guard index > 0, run.groups[index - 1].count <= 2,
      text.scalars[run.groups[index - 1].upperBound..<group.lowerBound].elementsEqual(["-"])
    else { return group }
    return run.groups[index - 1].lowerBound..<group.upperBound
  }

  private func certainty(of group: Range<Int>, in text: NormalizedText) -> Certainty? {
    if isApposition(group, in: text) || events.tellAge(group, in: text) { return .doubtful }
    let next = text.firstWord(from: group.upperBound).map { text.words[$0] }
    // The first of two numbers says nothing alone: 16-17, 5 6.
    // A few signs tell it: to read on to the next word takes too long in a row of numbers.
    let end = min(next?.range.lowerBound ?? text.scalars.count, group.upperBound + 8)
    let between = group.upperBound..<end
    let tied = text.scalars[between].prefix { !".,;(!?\n".unicodeScalars.contains($0) }
    if tied.contains(where: \.isPlainDigit) { return nil }
    let isBeside = next.map { text.gap(group.upperBound, $0.range.lowerBound, only: [" ", "-"]) }
    guard let next, isBeside == true else {
      return isOwned(group, in: text) ? .sure : named(group, in: text)
    }
    let second = text.firstWord(from: next.range.upperBound).map { text.words[$0].skeleton }
    if second.map(agesOfLaw.contains) == true { return nil }
    if ageWords.contains(next.skeleton) || isToldAfter(group, next, in: text) { return .sure }
    if let hung = hung(on: group, next, in: text) { return hung }
    if had.contains(next.skeleton), isHad(group, in: text) { return .doubtful }
    guard years.contains(next.skeleton) else {
      let opens = openers.contains(next.skeleton) || been.contains(next.skeleton)
      let isOpen = opens || next.range.count <= 2 && isTight(next, group)
      return isOpen && isOwned(group, in: text) ? .sure : named(group, in: text)
    }
    return ofYears(group, next, second, in: text)
  }

  /// Ман 17 доштам: as many years, at the beginning of what is said.
  private func isHad(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard group.count == 2, let before = text.lastWord(upTo: group.lowerBound) else { return false }
    return havers.contains(text.words[before].skeleton)
      && text.gap(text.words[before].range.upperBound, group.lowerBound, upTo: 1)
  }

  /// My sister, 15, came too.
  private func isApposition(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard text.scalars[group.upperBound...].first == ",", group.lowerBound > 1,
      text.scalars[group.lowerBound - 2] == ",", text.scalars[group.lowerBound - 1] == " ",
      let before = text.lastWord(upTo: group.lowerBound - 2),
      text.words[before].range.upperBound == group.lowerBound - 2
    else { return false }
    return relatives.contains(text.words[before].skeleton)
      || relative(of: before, in: text).map { relatives.contains($0.skeleton) } == true
  }

  /// My girls are 6 and 8.
  private func isPlural(_ word: Word) -> Bool {
    word.isLatin && word.skeleton.hasSuffix("s") && relatives.contains(word.skeleton)
  }

  /// The word before a name: my sister Zela, сыну Зелу.
  private func relative(of index: Int, in text: NormalizedText) -> Word? {
    guard index > 0, case let (name, before) = (text.words[index], text.words[index - 1]),
      text.gap(before.range.upperBound, name.range.lowerBound, upTo: 1),
      name.isCapitalised || lists.names.entry(for: name.skeleton) != nil
    else { return nil }
    return before
  }

  /// An ending hangs on the number, and what follows says that it is an age: `17-ти летняя`,
  /// `15ti yosh`, `17da edim`, `шёл 17-й год`, `16 y.o.`, `in my 20s`.
  private func hung(on group: Range<Int>, _ ending: Word, in text: NormalizedText) -> Certainty? {
    let gap = text.scalars[group.upperBound..<ending.range.lowerBound]
    guard ending.range.count <= 3,
      gap.isEmpty || gap.elementsEqual(["-"]) || ending.skeleton == "y",
      let index = text.firstWord(from: ending.range.upperBound)
    else { return nil }
    if ending.range.count == 1, text.scalars[ending.range].first == "s", gap.isEmpty {
      let before = text.lastWord(upTo: group.lowerBound).map { text.words[$0].skeleton }
      return before.map(pluralTens.contains) == true ? .sure : nil
    }
    let next = text.words[index]
    guard text.gap(ending.range.upperBound, next.range.lowerBound, only: [" ", "-", "."]) else {
      return nil
    }
    if ageWords.contains(next.skeleton) || agedTo.contains(next.skeleton) { return .sure }
    if text.scalars[ending.range].elementsEqual(["y"]) {
      return text.scalars[next.range].elementsEqual(["o"]) ? .sure : nil
    }
    return years.contains(next.skeleton) ? ofYears(group, next, nil, in: text) : nil
  }

  /// `17 лет мне было`, `17 ga kirdim`, `ба 17 даромадам`.
  private func isToldAfter(_ group: Range<Int>, _ next: Word, in text: NormalizedText) -> Bool {
    guard let index = text.firstWord(from: group.upperBound) else { return false }
    let after = text.words[index...].prefix(3).map(\.skeleton)
    let isEnding = next.range.count == 2
    if entered.contains(where: {
      (isEnding ? after.dropFirst().first : after.first)?.hasPrefix($0) ?? false
    }) {
      return true
    }
    let owner = years.contains(next.skeleton) ? 1 : 0
    guard after.count > owner + 1 else { return false }
    return owners.contains(after[owner]) && been.contains(after[owner + 1])
  }

  private func ofYears(
    _ group: Range<Int>, _ next: Word, _ second: String?, in text: NormalizedText
  ) -> Certainty? {
    if let second {
      if lengths.contains(second) { return nil }
      if ageWords.contains(second) || names.contains(second) { return .sure }
      if second == "of",
        let third = text.words.dropFirst(
          (text.firstWord(from: next.range.upperBound) ?? 0) + 1
        ).first,
        names.contains(third.skeleton)
      {
        return .sure
      }
      if next.skeleton == Self.tajikYear { return had.contains(second) ? .sure : nil }
    }
    if next.skeleton == Self.tajikYear { return nil }
    if isOwned(group, in: text) { return .sure }
    if let named = named(group, in: text) { return named }
    guard let before = text.lastWord(upTo: group.lowerBound).map({ text.words[$0] }),
      text.gap(before.range.upperBound, group.lowerBound)
    else { return nil }
    let age = text.digits(in: group).reduce(0) { $0 * 10 + Int($1) - 0x30 }
    let isRelative = relatives.contains(before.skeleton) && (3...25).contains(age)
    return isRelative || moments.contains(before.skeleton) && next.skeleton == Self.russianYears
      ? .doubtful : nil
  }

  private func isTight(_ word: Word, _ group: Range<Int>) -> Bool {
    word.range.lowerBound == group.upperBound
  }

  private func named(_ group: Range<Int>, in text: NormalizedText) -> Certainty? {
    guard var index = text.lastWord(upTo: group.lowerBound) else { return nil }
    let isOf = text.words[index].skeleton == "of" && text.words[index].isLatin
    if isOf, index > 0 { index -= 1 }
    let before = text.words[index]
    let isName = names.contains(before.skeleton) || isOf && relatives.contains(before.skeleton)
    return isName && !isCounted(group.upperBound, in: text)
      && text.gap(
        before.range.upperBound, group.lowerBound, only: [" ", ":", "-", "o", "f"], upTo: 4)
      ? .sure : nil
  }

  /// Whether words before the number say whose age it is, over small ones.
  private func isOwned(_ group: Range<Int>, in text: NormalizedText) -> Bool {
    guard var index = text.lastWord(upTo: group.lowerBound) else { return false }
    var (end, wasBeing) = (group.lowerBound, false)
    for _ in 0..<4 {
      let word = text.words[index]
      guard text.gap(word.range.upperBound, end, only: [" ", "-", ":", "'"], upTo: 3) else {
        return false
      }
      if owners.contains(word.skeleton) { return true }
      if wasBeing, Self.english.contains(word.skeleton) || isPlural(word) { return true }
      if Self.contracted.contains(word.skeleton), word.isLatin { return true }
      guard fillers.contains(word.skeleton) else {
        guard let relative = relative(of: index, in: text) else { return false }
        return owners.contains(relative.skeleton)
          || wasBeing && relatives.contains(relative.skeleton)
      }
      wasBeing = wasBeing || Self.being.contains(word.skeleton)
      end = word.range.lowerBound
      guard index > 0 else { return false }
      index -= 1
    }
    return false
  }

  private static let tajikYear = Skeleton.of("сол")
  private static let russianYears = Skeleton.of("лет")
  private static let being: Set<String> = Set(["is", "was", "am", "are", "were"].map(Skeleton.of))
  private static let english: Set<String> = Set(
    ["i", "he", "she", "daughter", "son", "sister", "brother", "who"].map(Skeleton.of))
  private static let contracted: Set<String> = Set(["i'm", "he's", "she's"].map(Skeleton.of))
}
