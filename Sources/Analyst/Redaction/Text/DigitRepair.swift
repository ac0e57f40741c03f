// SPDX-License-Identifier: Apache-2.0

/// Reads letters that look like digits as digits where they stand in a number: `9O1 2З4`, `ACОО8ll`.
enum DigitRepair {
  static func repair(_ scalars: inout [Unicode.Scalar]) {
    guard scalars.contains(where: \.isPlainDigit) else { return }
    let tokens = tokens(in: scalars)
    var alone: [Range<Int>] = []
    for token in tokens {
      let digits = scalars[token].count { $0.isPlainDigit }
      if digits == token.count { continue }
      if digits == 0 {
        if token.count <= 4, scalars[token].allSatisfy({ zeros.contains($0) }) {
          alone.append(token)
        }
      } else {
        repair(&scalars, token: token)
      }
    }
    for token in alone { repairAlone(&scalars, token) }
  }

  private static func tokens(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var start: Int?
    for index in scalars.indices {
      if scalars[index].isPlainDigit || scalars[index].isPlainLetter {
        start = start ?? index
      } else if let from = start {
        tokens.append(from..<index)
        start = nil
      }
    }
    if let from = start { tokens.append(from..<scalars.count) }
    return tokens
  }

  /// A token of digits and likenesses, perhaps behind the one or two letters of a series.
  private static func repair(_ scalars: inout [Unicode.Scalar], token: Range<Int>) {
    var start = token.lowerBound
    while start < token.upperBound, start - token.lowerBound <= 2,
      !scalars[start].isPlainDigit, likenesses[scalars[start]] == nil
    {
      start += 1
    }
    let number = start..<token.upperBound
    guard !number.isEmpty, number.allSatisfy({ isLike($0, number, scalars) }) else { return }
    // Behind letters: enough of a number, so that no word with a digit changes.
    let isSeries = start > token.lowerBound
    let isEnough = number.count >= 5 || scalars[start].isPlainDigit
    guard !isSeries || isEnough else { return }
    for index in number {
      scalars[index] = likenesses[scalars[index]] ?? inner[scalars[index]] ?? scalars[index]
    }
  }

  private static func isLike(
    _ index: Int, _ token: Range<Int>, _ scalars: [Unicode.Scalar]
  ) -> Bool {
    if scalars[index].isPlainDigit || likenesses[scalars[index]] != nil { return true }
    return inner[scalars[index]] != nil && index > token.lowerBound
      && index + 1 < token.upperBound && scalars[index - 1].isPlainDigit
      && scalars[index + 1].isPlainDigit
  }

  /// `9О0 ООО 011`, `О-700-555`: zeros alone beside a number, one at its beginning if it is long.
  private static func repairAlone(_ scalars: inout [Unicode.Scalar], _ token: Range<Int>) {
    var before = token.lowerBound - 1
    while before >= 0, token.lowerBound - before <= 2, joints.contains(scalars[before]) {
      before -= 1
    }
    var after = token.upperBound
    while after < scalars.count, after - token.upperBound < 2, joints.contains(scalars[after]) {
      after += 1
    }
    guard after < scalars.count, scalars[after].isPlainDigit else { return }
    let isInside = before >= 0 && scalars[before].isPlainDigit
    let isZero = token.count == 1 && scalars[token.lowerBound] != "з"
    guard isInside || isZero && isLong(after, scalars) else { return }
    for index in token { scalars[index] = likenesses[scalars[index]] ?? scalars[index] }
  }

  private static func isLong(_ start: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    scalars[start...].prefix { $0.isPlainDigit || joints.contains($0) || zeros.contains($0) }
      .count { $0.isPlainDigit } >= 7
  }
}

private let likenesses: [Unicode.Scalar: Unicode.Scalar] = [
  "o": "0", "о": "0", "з": "3", "l": "1", "ο": "0", "օ": "0",
]
/// Letters of plates and passports too: digits only with digits on both sides.
private let inner: [Unicode.Scalar: Unicode.Scalar] = [
  "i": "1", "і": "1", "s": "5", "б": "6", "ч": "4", "b": "8", "в": "8",
]
private let zeros: Set<Unicode.Scalar> = ["o", "о", "з"]
private let joints: Set<Unicode.Scalar> = [" ", "-", ".", "(", ")"]
