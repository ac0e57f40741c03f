// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Numbers of taxpayers and insured people: INN (9, 10, 12 digits), IIN (12), PINFL (14), SNILS (11).
///
/// A right check digit makes them sure; after a word for them a wrong one is hidden too, as
/// doubtful. Twelve and fourteen digits in a row count without either.
struct TaxNumberRule: RedactionRule {
  private let cues: Cues

  init(lists: RedactionLists) {
    cues = Cues(
      lists.identifiers.list(.taxWords) + lists.words.list(.shortDocuments),
      letters: 3)
  }

  var kind: RedactionKind { .document }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    text.windows(upTo: 14) { certainty(of: $0, in: text) != nil }.compactMap { range in
      let groups = text.numbers.flatMap(\.groups).filter { range.overlaps($0) }
      let window = NumberWindow(
        digits: text.digits(in: range), groups: groups[...], hasPlus: false)
      return certainty(of: window, in: text).map {
        text.mark(range, .document, $0, by: "tax number")
      }
    }
  }

  private func certainty(of number: NumberWindow, in text: NormalizedText) -> Certainty? {
    guard !number.hasPlus, let first = number.groups.first,
      text.lettersBefore(first.lowerBound) == 0
    else { return nil }
    if number.sizes == [3, 3, 3, 2] { return .sure }
    let isNamed =
      (9...14).contains(number.count)
      && (cues.stand(before: first.lowerBound, within: 3, in: text)
        || cues.stand(after: number.groups.last?.upperBound ?? 0, within: 1, in: text))
    if hasCheckDigit(number), isNamed || number.sizes.count == 1 { return .sure }
    if isNamed { return number.count == 9 ? .sure : .doubtful }
    return number.sizes == [12] || number.sizes == [14] ? .doubtful : nil
  }

  private func hasCheckDigit(_ number: NumberWindow) -> Bool {
    let digits = number.digits
    switch digits.count {
    case 10: return CheckDigits.inn(digits)
    case 11: return CheckDigits.snils(digits)
    case 12: return CheckDigits.inn(digits) || CheckDigits.iin(digits)
    case 14: return CheckDigits.pinfl(digits)
    default: return false
    }
  }
}
