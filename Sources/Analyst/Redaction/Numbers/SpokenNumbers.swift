// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Reads number words as digits, so that every rule for digits also reads what people spell out.
///
/// Words that are ordinary ones too (one, як, сад) count only in a row with others.
struct SpokenNumbers: Sendable {
  private let words: NumberWords
  private let months: Months
  private let ages: Set<String>
  private let houses: Set<String>

  init(lists: RedactionLists) {
    words = NumberWords(lists.identifiers)
    months = Months(lists.words, lists.identifiers)
    ages = lists.identifiers.set(.ordinalAgeCues)
    houses = lists.identifiers.housesAfter
  }

  /// The word's worth and where it stands; of ҳабдаҳсола, семнадцатилетняя the number alone.
  private func items(of word: Word, in text: NormalizedText) -> [Item] {
    if let worth = words.worth(of: word, in: text) {
      return [Item(range: word.range, worth: worth, isWeak: words.isWeak(word))]
    }
    guard word.range.count > 6 else { return [] }
    if let (worth, end) = words.compound(text.scalars[word.range]) {
      return [Item(range: word.range.lowerBound..<end, worth: worth, isWeak: false)]
    }
    return words.glued(word).map { glued($0, over: word.range) } ?? []
  }

  /// One letter stands for each number but the last: a mark on all of them is one on the word.
  private func glued(_ worths: [NumberWords.Worth], over range: Range<Int>) -> [Item] {
    worths.enumerated().map { offset, worth in
      let lower = range.lowerBound + offset
      let upper = offset + 1 < worths.count ? lower + 1 : range.upperBound
      return Item(range: lower..<upper, worth: worth, isWeak: false)
    }
  }

  private struct Item {
    let range: Range<Int>
    /// What a word is worth; nil for digits.
    let worth: NumberWords.Worth?
    let isWeak: Bool
    var isNumber: Bool { worth.map { $0 != .joint && $0 != .plus } ?? true }
  }

  /// The text with its number words as digits; the same text when it has none.
  func view(of text: NormalizedText) -> NormalizedText {
    text.reading(rows(in: text).flatMap { parts(of: $0, in: text) })
  }

  private func rows(in text: NormalizedText) -> [[Item]] {
    let spelled = text.words.flatMap { items(of: $0, in: text) }
    guard spelled.contains(where: \.isNumber) else { return [] }
    let digits = text.numbers.flatMap(\.groups).map { Item(range: $0, worth: nil, isWeak: true) }
    var rows: [[Item]] = []
    let all = (spelled + digits).sorted { $0.range.lowerBound < $1.range.lowerBound }
    for item in all {
      let end = rows.last?.last?.range.upperBound
      if let end, text.gap(end, item.range.lowerBound, only: joints, upTo: 4) {
        rows[rows.count - 1].append(item)
      } else {
        rows.append([item])
      }
    }
    return rows.compactMap { trimmed($0) }.filter { counts($0, text) }
  }

  /// Without the joints at its ends; a plus may open a row.
  private func trimmed(_ row: [Item]) -> [Item]? {
    let from = row.firstIndex { $0.isNumber || $0.worth == .plus }
    let to = row.lastIndex { $0.isNumber }
    guard let from, let to, from <= to else { return nil }
    return Array(row[from...to])
  }

  private func counts(_ row: [Item], _ text: NormalizedText) -> Bool {
    let spelled = row.filter { $0.isNumber && $0.worth != nil }
    let strong = spelled.contains { item in
      if case .ordinal? = item.worth {
        return isMonth(after: item.range.upperBound, text)
          || isMonth(before: item.range.lowerBound, text)
          || isHouse(after: item.range.upperBound, text)
          || isAge(before: item.range.lowerBound, text)
      }
      return !item.isWeak
    }
    return strong || spelled.count { !isOrdinal($0) } >= 3
  }

  private func isOrdinal(_ item: Item) -> Bool {
    if case .ordinal? = item.worth { return true }
    return false
  }

  /// Шёл семнадцатый год.
  private func isAge(before start: Int, _ text: NormalizedText) -> Bool {
    guard let last = text.lastWord(upTo: start).map({ text.words[$0] }) else { return false }
    return ages.contains(last.skeleton) && text.gap(last.range.upperBound, start)
  }

  /// O'n ikkinchi uy.
  private func isHouse(after end: Int, _ text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }) else { return false }
    return houses.contains(next.skeleton) && text.gap(end, next.range.lowerBound)
  }

  private func isMonth(after end: Int, _ text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }) else { return false }
    // Первого числа says by itself that it is a day.
    return text.gap(end, next.range.lowerBound)
      && (months.contains(next.skeleton) || next.skeleton == Self.russianDay)
      || next.skeleton == "of"
  }

  /// May the fifth, march third; you may first pay is no day.
  private func isMonth(before start: Int, _ text: NormalizedText) -> Bool {
    guard let index = text.lastWord(upTo: start), case let last = text.words[index],
      text.gap(last.range.upperBound, start)
    else { return false }
    guard last.skeleton == Self.englishThe, index > 0 else {
      return last.isLatin && last.range.count > 3 && months.contains(last.skeleton)
    }
    let month = text.words[index - 1]
    return month.isLatin && months.contains(month.skeleton)
      && text.gap(month.range.upperBound, last.range.lowerBound)
  }

  private static let russianDay = Skeleton.of("числа")
  private static let englishThe = Skeleton.of("the")

  /// The parts of a row that are read otherwise: numbers as digits, what joins them as a space.
  private func parts(
    of row: [Item], in text: NormalizedText
  ) -> [(range: Range<Int>, plain: [Unicode.Scalar])] {
    var reading = NumberReading()
    var parts: [(range: Range<Int>, plain: [Unicode.Scalar])] = []
    var last: Range<Int>?
    var wereDigits = false
    for item in row {
      let gap = (last?.upperBound ?? item.range.lowerBound)..<item.range.lowerBound
      let isLong = row.count > 3 && text.scalars[gap].contains(",")
      if isLong { parts.append((gap, [" "])) }
      if let worth = item.worth {
        // 30 тысяч stays as it is.
        if wereDigits, case .times = worth { continue }
        if worth == .plus { parts.append((item.range, ["+"])) }
        let joins = !text.scalars[gap].contains { ",/()".unicodeScalars.contains($0) }
        reading.add(worth, item.range, joins: joins)
      } else {
        reading.end()
      }
      last = item.range
      wereDigits = item.worth == nil
    }
    reading.end()
    let numbers = reading.parts.map { ($0.range, Array($0.digits.unicodeScalars)) }
    let places = numbers.map { $0.0 }
    let inside = { (range: Range<Int>) in places.touch(range) }
    let joints = row.filter { $0.worth == .joint && !inside($0.range) }.map {
      ($0.range, [" " as Unicode.Scalar])
    }
    return (parts.filter { !inside($0.range) } + numbers + joints)
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

private let joints: Set<Unicode.Scalar> = [" ", "-", ",", "\n", "(", ")", "/", "+", "'"]
