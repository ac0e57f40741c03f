// SPDX-License-Identifier: Apache-2.0

/// Several ages in a row, of which only the last has a word for years.
extension AgeRule {
  /// 3, 5 и 9 лет: each of a list is what its last one is.
  func addLists(
    of groups: [Range<Int>], to certainties: inout [Certainty?], in text: NormalizedText
  ) {
    var first = 0
    for index in groups.indices {
      if index > 0, !isListed(groups[index - 1], groups[index], in: text) { first = index }
      if index > first, certainties[index] == nil,
        isOwnedList(groups[first].lowerBound, groups[index].upperBound, in: text)
      {
        certainties[index] = .doubtful
      }
    }
    for index in groups.indices.dropFirst().reversed() where certainties[index - 1] == nil {
      guard isListed(groups[index - 1], groups[index], in: text) else { continue }
      // A number before a comma may be of another thing: room 5, 23 years.
      certainties[index - 1] = certainties[index] == nil ? nil : .doubtful
    }
  }

  private func isListed(_ one: Range<Int>, _ next: Range<Int>, in text: NormalizedText) -> Bool {
    guard one.upperBound <= next.lowerBound else { return false }
    let isComma = text.scalars[one.upperBound..<next.lowerBound].elementsEqual([",", " "])
    return isComma && !isCounted(next.upperBound, in: text) || isPair(one, next, in: text)
  }

  /// Двое детей 5 и 7 лет: whose ages they are stands before the first, years after the last.
  private func isOwnedList(_ start: Int, _ end: Int, in text: NormalizedText) -> Bool {
    guard let index = text.lastWord(upTo: start), case let owner = text.words[index],
      listOwners.contains(owner.skeleton),
      text.gap(owner.range.upperBound, start, only: [" ", ":", "-", ",", "("], upTo: 3),
      let following = text.firstWord(from: end), case let next = text.words[following],
      years.contains(next.skeleton), text.gap(end, next.range.lowerBound, only: [" ", "-"])
    else { return false }
    let second = text.words[following...].dropFirst().first
    return second.map { lengths.contains($0.skeleton) } != true
  }
}
