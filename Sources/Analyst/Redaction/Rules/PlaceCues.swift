// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// A place that a word such as `село`, `деҳаи` or `ko'chasi` points at.
struct CuedPlace {
  /// From the first to the last word, house number included; the pointing word stays.
  let range: Range<Int>
  let names: [Int]
  let certainty: Certainty
}

/// Finds places by the words that point at them.
struct PlaceCues {
  let lists: RedactionLists
  private let pointsForward: Set<String>
  private let pointsToCapital: Set<String>
  private let pointsBack: [String]
  private let houses: Set<String>
  private let streets: Set<String>
  private let checkpoints: Set<String>
  private let stations: Set<String>
  private let adjectives: [String]

  init(lists: RedactionLists) {
    self.lists = lists
    pointsForward = lists.words.set(.placeBefore)
    pointsToCapital = lists.words.set(.placeBeside)
    pointsBack = lists.words.list(.placeAfter)
    houses = lists.words.set(.houses)
    streets = lists.identifiers.set(.streetsBefore)
    checkpoints = lists.identifiers.set(.checkpoints)
    stations = lists.identifiers.set(.stations)
    adjectives = lists.identifiers.list(.placeAdjectives)
  }

  func places(in text: NormalizedText) -> [CuedPlace] {
    text.words.indices.flatMap { index -> [CuedPlace] in
      let word = text.words[index].skeleton
      if stations.contains(word) { return station(after: index, text) }
      if checkpoints.contains(word) { return place(after: index, text, small: false) }
      if pointsForward.contains(word) { return place(after: index, text, small: true) }
      if pointsToCapital.contains(word) {
        return place(after: index, text, small: false) + place(before: index, text, small: false)
          + village(after: index, text)
      }
      if pointsBack.contains(where: { word.hasPrefix($0) }) {
        return place(before: index, text, small: true)
      }
      return []
    }
  }

  /// В деревне малые зелемы: in small letters a word that no list has, and an adjective before it.
  private func village(after cue: Int, _ text: NormalizedText) -> [CuedPlace] {
    guard !text.words[cue].isLatin else { return [] }
    let first = cue + 1
    guard isSmallName(first, text) else { return [] }
    let isAdjective = adjectives.contains(where: text.words[first].skeleton.hasSuffix)
    if isAdjective, isSmallName(first + 1, text), isUnlisted(first + 1, text) {
      return cued([first, first + 1], text)
    }
    return isUnlisted(first, text) ? cued([first], text) : []
  }

  private func isSmallName(_ index: Int, _ text: NormalizedText) -> Bool {
    guard index < text.words.count, case let word = text.words[index] else { return false }
    return joins(index - 1, index, text) && !word.isCapitalised && word.range.count > 3
      && !lists.isKept(word)
  }

  private func isUnlisted(_ index: Int, _ text: NormalizedText) -> Bool {
    lists.roles(of: text.words[index]).isDisjoint(with: .ordinary)
  }

  /// Метро Зелёная, метро речная: in small letters a place's name or a feminine adjective.
  private func station(after cue: Int, _ text: NormalizedText) -> [CuedPlace] {
    let next = cue + 1
    guard next < text.words.count, joins(cue, next, text), case let word = text.words[next],
      !word.isCapitalised, word.range.count > 4, !lists.isKept(word)
    else { return place(after: cue, text, small: false) }
    let isNamed =
      word.skeleton.hasSuffix("aia") || lists.roles(of: word).contains(.place)
    return isNamed ? cued([next], text) : []
  }

  private func place(after cue: Int, _ text: NormalizedText, small: Bool) -> [CuedPlace] {
    var names: [Int] = []
    var index = cue + 1
    if index < text.words.count, text.words[index].skeleton == "of" { index += 1 }
    while index < text.words.count, names.count < 3, joins(index - 1, index, text),
      isName(index, isFirst: names.isEmpty, small: small, text)
    {
      names.append(index)
      index += 1
    }
    return cued(names, text)
  }

  private func place(before cue: Int, _ text: NormalizedText, small: Bool) -> [CuedPlace] {
    var names: [Int] = []
    var index = cue - 1
    while index >= 0, names.count < 2, joins(index, index + 1, text),
      isName(index, isFirst: names.isEmpty, small: small, text)
    {
      if !small, text.words[index].startsSentence { break }
      names.insert(index, at: 0)
      index -= 1
    }
    return cued(names, text)
  }

  /// The first word may be in small letters after a sure cue; the others need a capital.
  private func isName(_ index: Int, isFirst: Bool, small: Bool, _ text: NormalizedText) -> Bool {
    let word = text.words[index]
    guard word.skeleton.utf8.count > (isFirst ? 2 : 1) else { return false }
    guard !lists.isKept(word) else {
      // Новая Сарчашма: an ordinary word may open a name of two.
      return word.isProper && isFirst && index + 1 < text.words.count
        && text.words[index + 1].isCapitalised && joins(index, index + 1, text)
    }
    guard isFirst, small, !word.isCapitalised else { return word.isCapitalised }
    // На улице было темно: in small letters only a listed name is a street's.
    let isStreet = index > 0 && streets.contains(text.words[index - 1].skeleton)
    return !isStreet || !lists.roles(of: word).isDisjoint(with: [.place, .given, .surname])
  }

  private func cued(_ names: [Int], _ text: NormalizedText) -> [CuedPlace] {
    guard let first = names.first, let last = names.last else { return [] }
    let lower = text.words[first].range.lowerBound
    let upper = houseNumber(after: text.words[last].range.upperBound, text)
    let isSure = text.words[first].isCapitalised
    return [CuedPlace(range: lower..<upper, names: names, certainty: isSure ? .sure : .doubtful)]
  }

  private func joins(_ one: Int, _ next: Int, _ text: NormalizedText) -> Bool {
    let from = text.words[one].range.upperBound
    return text.gap(
      from, text.words[next].range.lowerBound, only: [" ", ".", "-", "\"", "«", "»", ":"], upTo: 3)
      && !(text.words[one].range.count > 4
        && text.scalars[from..<text.words[next].range.lowerBound].contains("."))
  }

  /// Takes in `, дом 12, кв. 4` after a street.
  private func houseNumber(after end: Int, _ text: NormalizedText) -> Int {
    var end = end
    while let group = text.numbers.lazy.flatMap(\.groups).first(where: { $0.lowerBound >= end }),
      group.count <= 4, group.lowerBound - end <= 14
    {
      let gap = text.scalars[end..<group.lowerBound]
      let words = text.words.filter {
        end <= $0.range.lowerBound && $0.range.upperBound <= group.lowerBound
      }
      guard gap.allSatisfy({ " ,.№-/".unicodeScalars.contains($0) || $0.isPlainLetter }),
        words.allSatisfy({ houses.contains($0.skeleton) }), !gap.starts(with: [".", " "])
      else { break }
      end = group.upperBound
    }
    return end
  }
}
