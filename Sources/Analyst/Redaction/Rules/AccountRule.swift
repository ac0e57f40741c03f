// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// Accounts at banks: IBAN (ISO 13616) with its check digits, and 20 digits after a word for one.
struct AccountRule: RedactionRule {
  private let cues: Cues

  init(lists: RedactionLists) {
    cues = Cues(beginnings: lists.identifiers.list(.accountCues))
  }

  var kind: RedactionKind { .account }

  func marks(in text: NormalizedText) -> [RedactionMark] {
    let named = text.windows(upTo: 20) { window in
      guard (16...20).contains(window.count), let first = window.groups.first else { return false }
      return cues.stand(before: first.lowerBound, within: 4, in: text)
    }
    return international(in: text) + named.map { text.mark($0, .account, .sure, by: "account") }
  }

  private func international(in text: NormalizedText) -> [RedactionMark] {
    text.words.compactMap { word in
      guard word.range.count <= 6, isCountry(word.range.lowerBound, text),
        word.range.lowerBound == 0 || !isSign(text.scalars[word.range.lowerBound - 1])
      else { return nil }
      let signs = signs(from: word.range.lowerBound, in: text)
      guard let end = end(of: signs, in: text) else { return nil }
      let isNamed = cues.stand(before: word.range.lowerBound, within: 4, in: text)
      guard end.isRight || isNamed else { return nil }
      return text.mark(
        word.range.lowerBound..<end.index, .account, end.isRight ? .sure : .doubtful, by: "account")
    }
  }

  /// Two letters and two digits open an IBAN.
  private func isCountry(_ start: Int, _ text: NormalizedText) -> Bool {
    let four = signs(from: start, in: text).prefix(4).map { text.scalars[$0] }
    return four.count == 4 && four[0].isPlainLetter && four[1].isPlainLetter
      && four[2].isPlainDigit && four[3].isPlainDigit
  }

  /// Where the letters and digits stand, over single spaces and dashes, at most 34.
  private func signs(from start: Int, in text: NormalizedText) -> [Int] {
    var found: [Int] = []
    var index = start
    while index < text.scalars.count, found.count < 34 {
      if isSign(text.scalars[index]) {
        found.append(index)
      } else if !" -".unicodeScalars.contains(text.scalars[index])
        || (index > start && !isSign(text.scalars[index - 1]))
      {
        break
      }
      index += 1
    }
    return found
  }

  /// Where an account ends: the longest with right check digits, else the longest with 8 digits.
  private func end(of signs: [Int], in text: NormalizedText) -> (index: Int, isRight: Bool)? {
    let bytes = signs.map { index -> UInt8 in
      let scalar = Latin.likeness(of: text.scalars[index])
      return scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0
    }
    let ends = stride(from: signs.count, through: 15, by: -1).filter { count in
      count == signs.count || signs[count] > signs[count - 1] + 1
        || !isSign(text.scalars[signs[count - 1] + 1])
    }
    let enough = ends.filter { bytes[..<$0].count { $0 < 0x3A && $0 > 0 } >= 8 }
    if let right = enough.first(where: { CheckDigits.mod97(Array(bytes[..<$0])) }) {
      return (signs[right - 1] + 1, true)
    }
    return enough.first.map { (signs[$0 - 1] + 1, false) }
  }

  private func isSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainDigit || scalar.isPlainLetter
  }
}
