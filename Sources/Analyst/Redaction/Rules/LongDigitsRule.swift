// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Any five or more digits in a row, or seven and more with separators between them.
///
/// Digits one by one count from five. Years, whole thousands (`1 200 000`) and sums of money stay;
/// money beside a date is for ``MoneyRule``.
struct LongDigitsRule: RedactionRule {
  private let money: Money

  init(lists: RedactionLists) {
    money = Money(lists.words)
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let solid = text.numbers.flatMap(\.groups).filter { $0.count >= 5 }
    let separated = text.windows(upTo: 40, where: isLong)
    return (solid + separated).filter { !money.contains($0, in: text) }.map { range in
      text.mark(range, .number, isSure(range, in: text) ? .sure : .doubtful, by: "long digits")
    }
  }

  private func isLong(_ number: NumberWindow) -> Bool {
    guard number.sizes.count > 1, !areYears(number), !areThousands(number) else { return false }
    if number.sizes.allSatisfy({ $0 == 1 }) { return number.count >= 5 }
    return number.count >= 7 && number.sizes.contains { $0 > 1 }
  }

  /// Nine digits, or tight ones, are hardly ever a count of something.
  private func isSure(_ range: Range<Int>, in text: NormalizedText) -> Bool {
    text.digits(in: range).count >= 9
      || !text.scalars[range].contains { " \n".unicodeScalars.contains($0) }
  }

  private func areYears(_ number: NumberWindow) -> Bool {
    number.groups.count <= 6
      && number.groups.indices.allSatisfy { index in
        let offset = number.groups[..<index].reduce(0) { $0 + $1.count }
        let group = number.digits[offset..<(offset + number.groups[index].count)]
        return group.count == 4
          && ["18", "19", "20"].contains { group.starts(with: $0.utf8) }
      }
  }

  private func areThousands(_ number: NumberWindow) -> Bool {
    (1...3).contains(number.sizes[0]) && number.sizes.dropFirst().allSatisfy { $0 == 3 }
      && number.digits.reversed().prefix(3).allSatisfy { $0 == 0x30 }
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
