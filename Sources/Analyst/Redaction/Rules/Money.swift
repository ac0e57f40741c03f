// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Tells sums of money from other numbers.
struct Money: Sendable {
  private let currencies: [String]
  private let thousands: Set<String> = Set(["ҳазор", "тыс", "тысяч", "минг"].map(Skeleton.of))

  init(_ words: WordTables) {
    currencies = words.list(.currencies)
  }

  /// Whether a currency stands beside the number, also after `thousand` or before it as a sign.
  func contains(_ range: Range<Int>, in text: NormalizedText) -> Bool {
    let rest = text.scalars[range.upperBound...].prefix(2)
    if rest.contains(where: signs.contains) { return true }
    if text.scalars[..<range.lowerBound].suffix(2).contains(where: signs.contains) { return true }
    guard let next = text.firstWord(from: range.upperBound) else { return false }
    return text.words[next...].prefix(2).enumerated().contains { offset, word in
      let from = offset == 0 ? range.upperBound : text.words[next].range.upperBound
      guard text.gap(from, word.range.lowerBound, only: [" ", ".", "-"], upTo: 2) else {
        return false
      }
      if offset == 1, !thousands.contains(text.words[next].skeleton) { return false }
      return currencies.contains { word.skeleton.hasPrefix($0) }
    }
  }
}

private let signs: Set<Unicode.Scalar> = ["$", "€", "₽", "£", "¥", "₸", "₺", "₩"]
