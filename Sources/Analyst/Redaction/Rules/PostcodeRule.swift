// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of post offices after a word for one, and British ones by their shape: `индекс 734000`.
struct PostcodeRule: RedactionRule {
  private let cues: Cues

  init(lists: RedactionLists) {
    cues = Cues(lists.identifiers.list(.postcodeCues))
  }

  var kind: RedactionKind { .address }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.numbers.flatMap(\.groups).compactMap { group in
      let isCued = { cues.stand(before: $0, within: 3, in: text) }
      if let range = british(around: group, in: text) {
        let isShouted = range.allSatisfy { !text.scalars[$0].isPlainLetter || text.isCapital($0) }
        guard isShouted || isCued(range.lowerBound) else { return nil }
        return text.mark(range, .address, .doubtful, by: "postcode")
      }
      guard (5...6).contains(group.count), isCued(group.lowerBound) else { return nil }
      return text.mark(group, .address, .sure, by: "postcode")
    }
  }

  /// One or two letters, a digit and one more sign, a space, a digit and two letters: `ZZ9 4QX`.
  private func british(around group: Range<Int>, in text: NormalizedText) -> Range<Int>? {
    let letters = text.lettersBefore(group.lowerBound)
    guard (1...2).contains(letters), group.count <= 2 else { return nil }
    let start = group.lowerBound - letters
    guard start == 0 || !text.scalars[start - 1].isPlainDigit else { return nil }
    var end = group.upperBound
    if group.count == 1, end < text.scalars.count, text.scalars[end].isPlainLetter { end += 1 }
    if end < text.scalars.count, text.scalars[end] == " " { end += 1 }
    let tail = text.scalars[end...].prefix { $0.isPlainDigit || $0.isPlainLetter }
    let isTail =
      tail.count == 3 && tail.first?.isPlainDigit == true
      && tail.dropFirst().allSatisfy(\.isPlainLetter)
    return isTail ? start..<tail.endIndex : nil
  }
}
