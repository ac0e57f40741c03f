// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Telephone numbers as people of the region write them.
///
/// Knows +992, +7 and 8, +998, +996, +90, +971 and +82, the nine digits dialled inside Tajikistan
/// and Uzbekistan, the ten inside Russia, and any number that begins with a plus (ITU-T E.164, at
/// most 15 digits), with spaces, dots, dashes or brackets anywhere.
struct PhoneRule: RedactionRule {
  private let countries: [(prefix: String, length: Int)]
  private let mobilePrefixes: [String]

  init(words: WordTables) {
    countries = words.list(.phoneCountries).map { entry in
      let parts = entry.split(separator: "/")
      return (String(parts[0]), parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }
    mobilePrefixes = words.list(.mobilePrefixes)
  }

  var kind: RedactionKind { .phone }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.windows(upTo: 17) { window in
      guard let first = window.groups.first else { return false }
      let letters = text.lettersBefore(first.lowerBound)
      return letters != 1 && letters != 2 && isPhone(window)
    }
    .map { text.mark($0, .phone, .sure, by: "phone") }
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
    case 10: ["9", "05", "5"].contains { number.starts(with: $0) } && isSolidOrGrouped(number)
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
}
