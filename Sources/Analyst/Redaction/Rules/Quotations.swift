// SPDX-License-Identifier: Apache-2.0

extension NormalizedText {
  private static let opening: Set<Unicode.Scalar> = ["«", "“", "„", "\"", "'"]
  private static let closing: Set<Unicode.Scalar> = ["»", "”", "“", "\"", "'"]

  /// What stands in quotation marks directly after a place.
  func quotation(from start: Int) -> Range<Int>? {
    var open = start
    while open < scalars.count, scalars[open] == " " || scalars[open] == ":" { open += 1 }
    guard open < scalars.count, open - start < 3, Self.opening.contains(scalars[open]) else {
      return nil
    }
    let limit = min(scalars.count, open + 60)
    guard
      let close = ((open + 1)..<limit).first(where: { closesQuotation($0) }),
      close > open + 1
    else { return nil }
    return (open + 1)..<close
  }

  /// What stands in quotation marks directly before a place.
  func quotation(upTo end: Int) -> Range<Int>? {
    var close = end - 1
    while close >= 0, scalars[close] == " " { close -= 1 }
    guard close > 0, end - close < 4, closesQuotation(close) else { return nil }
    let limit = max(0, close - 60)
    guard let open = (limit..<close).last(where: { opensQuotation($0) }),
      close > open + 1
    else { return nil }
    return (open + 1)..<close
  }

  /// An apostrophe between letters belongs to its word: «Zel yo'li».
  private func opensQuotation(_ index: Int) -> Bool {
    Self.opening.contains(scalars[index])
      && !(scalars[index] == "'" && index > 0 && scalars[index - 1].isPlainLetter)
  }

  private func closesQuotation(_ index: Int) -> Bool {
    Self.closing.contains(scalars[index])
      && !(scalars[index] == "'" && index + 1 < scalars.count && scalars[index + 1].isPlainLetter)
  }
}
