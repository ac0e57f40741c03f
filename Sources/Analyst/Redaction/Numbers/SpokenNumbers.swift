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
  private func item(of word: Word, in text: NormalizedText) -> Item? {
    if let worth = words.worth(of: word, in: text) {
      return Item(range: word.range, worth: worth, isWeak: words.isWeak(word))
    }
    guard word.range.count > 6,
      let (worth, end) = words.compound(text.scalars[word.range])
    else { return nil }
    return Item(range: word.range.lowerBound..<end, worth: worth, isWeak: false)
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
    let spelled = text.words.compactMap { item(of: $0, in: text) }
    guard spelled.contains(where: \.isNumber) else { return [] }
    let digits = text.numbers.flatMap(\.groups).map { Item(range: $0, worth: nil, isWeak: true) }
    var rows: [[Item]] = []
    let items = (spelled + digits).sorted { $0.range.lowerBound < $1.range.lowerBound }
    for item in items {
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
    return text.gap(end, next.range.lowerBound) && months.contains(next.skeleton)
      || next.skeleton == "of"
  }

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
    let inside = { (range: Range<Int>) in numbers.contains { $0.0.overlaps(range) } }
    let joints = row.filter { $0.worth == .joint && !inside($0.range) }.map {
      ($0.range, [" " as Unicode.Scalar])
    }
    return (parts.filter { !inside($0.range) } + numbers + joints)
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

private let joints: Set<Unicode.Scalar> = [" ", "-", ",", "\n", "(", ")", "/", "+", "'"]
