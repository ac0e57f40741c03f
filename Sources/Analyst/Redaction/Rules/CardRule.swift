// SPDX-License-Identifier: Apache-2.0

/// Bank card numbers: 13 to 19 digits with a right check digit (ISO/IEC 7812-1, Luhn).
struct CardRule: RedactionRule {
  var kind: RedactionKind { .card }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.windows(upTo: 19, where: isCard).map { text.mark($0, .card, .sure, by: "card") }
  }

  private func isCard(_ number: NumberWindow) -> Bool {
    (13...19).contains(number.count) && isWrittenLikeCard(number.sizes)
      && hasLuhnDigit(number.digits)
  }

  /// Solid, digit by digit, in fours, or in the 4-6-5 of American Express.
  private func isWrittenLikeCard(_ sizes: [Int]) -> Bool {
    sizes.count == 1 || sizes == [4, 6, 5] || sizes.allSatisfy { $0 == 1 }
      || (sizes.dropLast().allSatisfy { $0 == 4 } && (sizes.last ?? 0) <= 4)
  }

  private func hasLuhnDigit(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let value = Int(place.element) - 0x30
      guard place.offset % 2 == 1 else { return sum + value }
      return sum + (value > 4 ? 2 * value - 9 : 2 * value)
    }
    return sum % 10 == 0
  }
}
