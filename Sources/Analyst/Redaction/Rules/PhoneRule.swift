// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Telephone numbers as people of the region write them.
///
/// Knows the countries of `[phone countries]`, the nine digits dialled inside Tajikistan and
/// Uzbekistan, the ten inside Russia, and any number that begins with a plus (ITU-T E.164, at
/// most 15 digits), with spaces, dots, dashes or brackets anywhere. Beside a word such as `тел.`
/// five digits are enough.
struct PhoneRule: RedactionRule {
  private let countries: [(prefix: String, length: Int)]
  private let mobilePrefixes: [String]
  private let cues: Cues
  private let money: Money

  init(lists: RedactionLists) {
    countries = lists.words.list(.phoneCountries).map { entry in
      let parts = entry.split(separator: "/")
      return (String(parts[0]), parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }
    mobilePrefixes = lists.words.list(.mobilePrefixes)
    cues = Cues(beginnings: lists.identifiers.list(.phoneCues))
    money = Money(lists.words)
  }

  var kind: RedactionKind { .phone }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let shaped = text.windows(upTo: 17) { window in
      guard let first = window.groups.first else { return false }
      let letters = text.lettersBefore(first.lowerBound)
      return letters != 1 && letters != 2 && isPhone(window)
    }
    let named = text.windows(upTo: 15) { isNamed($0, in: text) }
    let city = text.windows(upTo: 6) { $0.sizes == [2, 2, 2] && areDashed($0, in: text) }
    return (shaped + named).map { text.mark($0, .phone, .sure, by: "phone") }
      + city.map { text.mark($0, .phone, .doubtful, by: "phone") }
  }

  private func isPhone(_ number: NumberWindow) -> Bool {
    if looksLikeYears(number) { return false }
    if number.hasPlus { return (8...15).contains(number.count) }
    if number.starts(with: "00"), (11...17).contains(number.count) { return true }
    if number.count == 7 { return number.sizes == [3, 2, 2] || number.sizes == [3, 4] }
    return isInternational(number) || isDomestic(number)
  }

  private func isInternational(_ number: NumberWindow) -> Bool {
    countries.contains { number.count == $0.length && number.starts(with: $0.prefix) }
  }

  private func isDomestic(_ number: NumberWindow) -> Bool {
    switch number.count {
    case 9: isMobile(number) || isGrouped(number)
    case 10: ["9", "05", "5", "0"].contains { number.starts(with: $0) } && isSolidOrGrouped(number)
    case 11: ["010", "05"].contains { number.starts(with: $0) }
    default: false
    }
  }

  private func isMobile(_ number: NumberWindow) -> Bool {
    mobilePrefixes.contains { number.starts(with: $0) } && isSolidOrGrouped(number)
  }

  private func isGrouped(_ number: NumberWindow) -> Bool {
    number.sizes.count > 2 && number.sizes.allSatisfy { $0 <= 3 }
  }

  private func isSolidOrGrouped(_ number: NumberWindow) -> Bool {
    number.sizes.count != 2 || number.sizes[0] <= 3
  }

  private func looksLikeYears(_ number: NumberWindow) -> Bool {
    number.sizes.count > 1 && number.sizes.allSatisfy { $0 == 4 } && !number.hasPlus
  }

  /// Five digits and more close after a word for a telephone.
  private func isNamed(_ number: NumberWindow, in text: NormalizedText) -> Bool {
    guard (5...15).contains(number.count), let first = number.groups.first,
      let last = number.groups.last, !looksLikeYears(number)
    else { return false }
    let range = first.lowerBound..<last.upperBound
    // A stroke is in numbers of cases.
    return !money.contains(range, in: text) && !text.scalars[range].contains("/")
      && (cues.stand(before: range.lowerBound, within: 4, in: text)
        || number.count >= 6 && cues.stand(after: range.upperBound, within: 2, in: text))
  }

  private func areDashed(_ number: NumberWindow, in text: NormalizedText) -> Bool {
    zip(number.groups, number.groups.dropFirst()).allSatisfy { one, next in
      text.scalars[one.upperBound..<next.lowerBound].elementsEqual(["-"])
    }
  }
}
