// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// A sum of money with an exact date beside it, which together can be found in somebody's books.
///
/// A sum alone is part of the story: what was promised, paid and owed.
struct MoneyRule: RedactionRule {
  private let money: Money
  private let dates: DateRule

  init(lists: RedactionLists, dates: DateRule) {
    money = Money(lists.words)
    self.dates = dates
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let sums = text.numbers.flatMap(\.groups)
      .filter { $0.count >= 3 && money.contains($0, in: text) }
    guard !sums.isEmpty else { return [] }
    let days = dates.exactDates(in: text)
    return sums.filter { sum in days.contains { isBeside($0, sum, text) } }
      .map { text.mark($0, .number, .doubtful, by: "money") }
  }

  /// In the same sentence, at most forty letters away.
  private func isBeside(_ day: Range<Int>, _ sum: Range<Int>, _ text: NormalizedText) -> Bool {
    let between =
      day.upperBound <= sum.lowerBound
      ? day.upperBound..<sum.lowerBound : sum.upperBound..<max(sum.upperBound, day.lowerBound)
    return between.count <= 40 && !day.overlaps(sum) && !text.endsSentence(between)
  }
}
