// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Telephones and cards with signs between their digits that other numbers have not; all doubtful.
///
/// Such as `8,926,123,45,67`, `8:926:1234567`, `4276,1234,5678,9012`.
///
/// No space may follow such a sign, since lists of years, ages and rooms have one.
struct OddSeparatorsRule: RedactionRule {
  private let phones: Cues
  private let cards: Cues
  private let money: Money

  init(lists: RedactionLists) {
    phones = Cues(beginnings: lists.identifiers.list(.phoneCues))
    cards = Cues(beginnings: lists.identifiers.list(.cardCues))
    money = Money(lists.words)
  }

  var kind: RedactionKind { .number }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let told = chains(in: text, orRegular: true).compactMap { named($0, in: text) }
    let others = chains(in: text, orRegular: false).filter { isNumber($0, in: text) }
    return told
      + others.map { text.mark(whole($0), .number, .doubtful, by: "odd separators") }
  }

  /// Rows of groups with an odd sign among those between them; or with no other sign.
  private func chains(in text: NormalizedText, orRegular: Bool) -> [[Range<Int>]] {
    var chains: [[Range<Int>]] = []
    for group in text.numbers.flatMap(\.groups) {
      if let last = chains.last?.last,
        isOdd(last, group, text) || orRegular && isRegular(last, group, text)
      {
        chains[chains.count - 1].append(group)
      } else {
        chains.append([group])
      }
    }
    return chains.filter { hasOdd($0, text) }
  }

  private func hasOdd(_ chain: [Range<Int>], _ text: NormalizedText) -> Bool {
    zip(chain, chain.dropFirst()).contains { isOdd($0, $1, text) }
  }

  private func isOdd(_ one: Range<Int>, _ next: Range<Int>, _ text: NormalizedText) -> Bool {
    let gap = text.scalars[one.upperBound..<next.lowerBound]
    guard let sign = gap.first, gap.count <= 3, oddSigns.contains(sign) else { return false }
    return gap.allSatisfy { $0 == sign }
  }

  private func isRegular(_ one: Range<Int>, _ next: Range<Int>, _ text: NormalizedText) -> Bool {
    text.gap(one.upperBound, next.lowerBound, only: [" ", "-", ".", "(", ")"])
  }

  private func whole(_ chain: [Range<Int>]) -> Range<Int> {
    (chain.first?.lowerBound ?? 0)..<(chain.last?.upperBound ?? 0)
  }

  // MARK: After a word for a telephone or a card

  private func named(_ chain: [Range<Int>], in text: NormalizedText) -> RedactionMark? {
    guard let first = chain.first else { return nil }
    if cards.stand(before: first.lowerBound, within: 4, in: text),
      let card = beginning(of: chain, 12...19, text)
    {
      return text.mark(whole(card), .card, .doubtful, by: "odd separators")
    }
    guard phones.stand(before: first.lowerBound, within: 4, in: text),
      let phone = beginning(of: chain, 7...17, text), isPhone(phone, in: text)
    else { return nil }
    return text.mark(whole(phone), .phone, .doubtful, by: "odd separators")
  }

  /// As many of the first groups as a number may have, with an odd sign between two.
  private func beginning(
    of chain: [Range<Int>], _ counts: ClosedRange<Int>, _ text: NormalizedText
  ) -> [Range<Int>]? {
    var (taken, count): ([Range<Int>], Int) = ([], 0)
    for group in chain {
      guard count + group.count <= counts.upperBound else { break }
      taken.append(group)
      count += group.count
    }
    return counts.contains(count) && hasOdd(taken, text) ? taken : nil
  }

  private func isPhone(_ chain: [Range<Int>], in text: NormalizedText) -> Bool {
    let sizes = chain.map(\.count)
    let areSmall = sizes.allSatisfy { $0 <= 2 } && sizes.reduce(0, +) < 9
    return !areSmall && !sizes.allSatisfy { $0 == 3 } && !chain.contains { isYear($0, text) }
      && !money.contains(whole(chain), in: text)
  }

  private func isYear(_ group: Range<Int>, _ text: NormalizedText) -> Bool {
    let digits = text.digits(in: group)
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  // MARK: Beside no such word

  /// Four groups and nine digits, or a long group; no clock times, ages, years, rooms, thousands.
  private func isNumber(_ chain: [Range<Int>], in text: NormalizedText) -> Bool {
    let sizes = chain.map(\.count)
    guard (9...19).contains(sizes.reduce(0, +)), !money.contains(whole(chain), in: text)
    else { return false }
    if sizes.contains(where: { $0 >= 6 }) { return true }
    let areThousands = sizes.dropFirst().allSatisfy { $0 == 3 }
    return chain.count >= 4 && sizes.contains { $0 > 2 } && !areThousands
      && !chain.allSatisfy { isYear($0, text) }
  }
}

private let oddSigns: Set<Unicode.Scalar> = [
  ",", ":", ";", "=", "…", "'", "\"", "#", "\\",
]
