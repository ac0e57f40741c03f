// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Bank card numbers: 13 to 19 digits with a right check digit (ISO/IEC 7812-1, Luhn).
///
/// Sixteen digits after a word for a card count with a wrong one too, as doubtful.
struct CardRule: RedactionRule {
  private let cues: Cues

  init(lists: RedactionLists) {
    cues = Cues(beginnings: lists.identifiers.list(.cardCues))
  }

  var kind: RedactionKind { .card }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let right = text.windows(upTo: 19, where: isCard)
    let named = text.windows(upTo: 16) { window in
      guard window.count == 16, let first = window.groups.first else { return false }
      return cues.stand(before: first.lowerBound, within: 5, in: text)
    }
    return right.map { text.mark($0, .card, .sure, by: "card") }
      + named.filter { !right.touch($0) }
      .map { text.mark($0, .card, .doubtful, by: "card") }
  }

  private func isCard(_ number: NumberWindow) -> Bool {
    guard (13...19).contains(number.count), !number.hasPlus else { return false }
    // Other numbers of fifteen are those of telephones (IMEI).
    if number.count == 15, !number.starts(with: "34"), !number.starts(with: "37") { return false }
    return (number.count == 16 || isWrittenLikeCard(number.sizes))
      && CheckDigits.luhn(number.digits)
  }

  /// Solid, digit by digit, in fours, or in the 4-6-5 of American Express.
  private func isWrittenLikeCard(_ sizes: [Int]) -> Bool {
    sizes.count == 1 || sizes == [4, 6, 5] || sizes.allSatisfy { $0 == 1 }
      || (sizes.dropLast().allSatisfy { $0 == 4 } && (sizes.last ?? 0) <= 4)
  }
}
