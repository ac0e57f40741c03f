// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Any five or more digits in a row, or more of them with separators.
///
/// Nine with single separators between them count, and seven with dashes and strokes only, as in
/// the number of a case.
///
/// Sums of money are marked too, as doubtful: an unusual sum can tell who speaks.
struct LongDigitsRule: RedactionRule {
  private let currencies: [String]

  init(words: WordTables) {
    currencies = words.list(.currencies)
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let solid = text.numbers.flatMap(\.groups).filter { $0.count >= 5 }
    let separated = text.windows(upTo: 40) { isLong($0, in: text) }
    return (solid + separated).map { range in
      text.mark(range, .number, isMoney(range, in: text) ? .doubtful : .sure, by: "long digits")
    }
  }

  private func isLong(_ number: NumberWindow, in text: NormalizedText) -> Bool {
    guard number.sizes.count > 1, number.count >= 7, !areYears(number) else { return false }
    let gaps = zip(number.groups, number.groups.dropFirst()).map { one, next in
      text.scalars[one.upperBound..<next.lowerBound]
    }
    let isTight = gaps.allSatisfy { $0.first == "-" || $0.first == "/" }
    return gaps.allSatisfy { $0.count == 1 } && (isTight || number.count >= 9)
  }

  private func areYears(_ number: NumberWindow) -> Bool {
    number.groups.count <= 6
      && number.groups.indices.allSatisfy { index in
        let offset = number.groups[..<index].reduce(0) { $0 + $1.count }
        let group = number.digits[offset..<(offset + number.groups[index].count)]
        return group.count == 4 && (group.starts(with: "19".utf8) || group.starts(with: "20".utf8))
      }
  }

  private func isMoney(_ range: Range<Int>, in text: NormalizedText) -> Bool {
    let rest = text.scalars[range.upperBound...].prefix(2)
    if rest.contains("$") || rest.contains("€") || rest.contains("₽") { return true }
    guard let next = text.firstWord(from: range.upperBound) else { return false }
    let word = text.words[next]
    return text.gap(range.upperBound, word.range.lowerBound)
      && currencies.contains { word.skeleton.hasPrefix($0) }
  }
}

extension NormalizedText {
  /// The first word that begins at or after a place.
  func firstWord(from index: Int) -> Int? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.lowerBound < index { low = middle + 1 } else { high = middle }
    }
    return low < words.count ? low : nil
  }

  /// The last word that ends at or before a place.
  func lastWord(upTo index: Int) -> Int? {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
