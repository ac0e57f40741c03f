// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Plates of any shape, and parts of them, after words such as `номер машины` or `госномер`.
struct SpelledPlates: Sendable {
  private let lists: RedactionLists
  private let cars: Set<String>
  private let carNumbers: Set<String>
  private let numbers: Set<String>
  private let counted: Cues
  private let currencies: Beginnings

  init(lists: RedactionLists) {
    self.lists = lists
    cars = lists.identifiers.set(.carWords)
    carNumbers = lists.identifiers.set(.carNumbers)
    numbers = lists.identifiers.set(.numberWordsOfCars).union(carNumbers)
    counted = Cues(beginnings: lists.identifiers.list(.countedUnits))
    currencies = Beginnings(lists.words.list(.currencies))
  }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.words.indices.filter { numbers.contains(text.words[$0].skeleton) }.compactMap { index in
      guard isOfCar(index, in: text), let range = plate(beside: index, in: text) else { return nil }
      return text.mark(range, .plate, .doubtful, by: "plate")
    }
  }

  private func isOfCar(_ index: Int, in text: NormalizedText) -> Bool {
    if carNumbers.contains(text.words[index].skeleton) { return true }
    let near = max(0, index - 3)..<min(text.words.count, index + 4)
    return near.contains { place in
      cars.contains(text.words[place].skeleton)
        && !text.endsSentence(
          min(
            text.words[index].range.upperBound, text.words[place].range.upperBound)..<max(
              text.words[index].range.lowerBound, text.words[place].range.lowerBound))
    }
  }

  /// The digits that follow within three words, with letters of a plate around them.
  private func plate(beside index: Int, in text: NormalizedText) -> Range<Int>? {
    let from = text.words[index].range.upperBound
    guard let (run, first) = text.group(from: from),
      case let group = run.groups[first],
      !text.endsSentence(from..<group.lowerBound),
      text.words[(index + 1)...].prefix(5).count(where: {
        $0.range.upperBound <= group.lowerBound && $0.range.count > 3
      }) < 3, group.lowerBound - from <= 24
    else { return nil }
    let range = grown(group, in: text)
    let digits = text.digits(in: range).count
    guard (2...7).contains(digits), digits > 2 || range.count > 3,
      !isCounted(range.upperBound, in: text), !text.isYear(range)
    else { return nil }
    return range
  }

  /// Takes in the groups and the one to three letters on either side.
  private func grown(_ group: Range<Int>, in text: NormalizedText) -> Range<Int> {
    var range = group
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      if let (run, next) = text.group(from: range.upperBound), case let part = run.groups[next],
        part.count < 5, text.gap(range.upperBound, part.lowerBound, only: Self.joints, upTo: 2)
      {
        range = range.lowerBound..<part.upperBound
        isGrowing = true
      } else if let next = text.firstWord(from: range.upperBound).map({ text.words[$0] }),
        isOfPlate(next),
        text.gap(range.upperBound, next.range.lowerBound, only: Self.joints, upTo: 2)
      {
        range = range.lowerBound..<next.range.upperBound
        isGrowing = true
      }
    }
    while let before = text.lastWord(upTo: range.lowerBound).map({ text.words[$0] }),
      isOfPlate(before),
      text.gap(before.range.upperBound, range.lowerBound, only: Self.joints, upTo: 2)
    {
      range = before.range.lowerBound..<range.upperBound
    }
    return range
  }

  private func isOfPlate(_ word: Word) -> Bool {
    let isFree = word.range.count == 1 || lists.kept.exactly(word.skeleton) == nil
    return word.range.count <= 3 && isFree && !numbers.contains(word.skeleton)
      && !cars.contains(word.skeleton)
      && (word.range.count < 3 || !lists.roles(of: word).contains(.ordinary))
  }

  private func isCounted(_ end: Int, in text: NormalizedText) -> Bool {
    guard let next = text.firstWord(from: end).map({ text.words[$0] }),
      text.gap(end, next.range.lowerBound)
    else { return false }
    return counted.contains(next) || currencies.contains(next.skeleton)
  }

  private static let joints: Set<Unicode.Scalar> = [" ", "-", ".", "|", "/", ","]
}
