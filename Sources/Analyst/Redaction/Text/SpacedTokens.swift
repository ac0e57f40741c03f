// SPDX-License-Identifier: Apache-2.0

/// Finds what somebody wrote with a space or dot after each sign: `A B 0 0 3 0`, `m o d e l _ 5 5`.
enum SpacedTokens {
  /// The separators to leave out, each a range of one scalar.
  ///
  /// Digits alone are left to ``NumberRun``. Before a capital inside a row of letters the space
  /// stays, since another name begins there.
  static func separators(
    in scalars: [Unicode.Scalar], uppercase: [Bool]
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + 8 < scalars.count {
      let row = row(from: start, in: scalars)
      guard counts(row, in: scalars) else {
        // No row counts that begins inside one that does not, except at its last sign.
        start = max(start + 1, row.last ?? 0)
        continue
      }
      let hasDigits = row.contains { scalars[$0].isPlainDigit }
      for index in row.dropFirst() where hasDigits || !uppercase[index] {
        found.append((index - 1)..<index)
      }
      start = (row.last ?? start) + 1
    }
    return found
  }

  /// Where the signs of a row stand that begins at a place; none where no row does.
  private static func row(from start: Int, in scalars: [Unicode.Scalar]) -> [Int] {
    guard isSign(scalars[start]), isSeparator(scalars[start + 1]), isOpen(start - 1, scalars)
    else { return [] }
    let separator = scalars[start + 1]
    var row = [start]
    var next = start + 2
    while next < scalars.count,
      isSign(scalars[next]) || scalars[next] == "_" || scalars[next] == ".",
      scalars[next - 1] == separator
    {
      row.append(next)
      next += 2
    }
    // The last one must end there: "a b c des" has three.
    if let last = row.last, last + 1 < scalars.count, isSign(scalars[last + 1]) { row.removeLast() }
    return row
  }

  /// Whether a row is long enough, with a letter in it.
  ///
  /// Letters alone count with spaces between them; with other signs
  /// ``SpelledOutNameRule`` looks them up.
  private static func counts(_ row: [Int], in scalars: [Unicode.Scalar]) -> Bool {
    guard row.count >= 5, let first = row.first else { return false }
    let letters = row.count { scalars[$0].isPlainLetter }
    return letters > 0 && (scalars[first + 1] == " " || letters < row.count)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isPlainLetter || scalar.isPlainDigit
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "." || scalar == "-"
  }

  private static func isOpen(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    index < 0 || !isSign(scalars[index])
  }
}
