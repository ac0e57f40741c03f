// SPDX-License-Identifier: Apache-2.0

import RedactionTables

/// A run of letters in a normalised text.
public struct Word: Equatable, Sendable {
  /// Where the word stands in `NormalizedText.scalars`.
  public let range: Range<Int>
  /// How the word sounds, in Latin letters: one form for all spellings.
  public let skeleton: String
  /// Whether the writer began it with a capital, in a text that is not all capitals.
  public let isCapitalised: Bool
  /// Whether it begins a sentence or a line, where a capital means nothing.
  public let startsSentence: Bool
  /// Whether it is written in Latin letters.
  public let isLatin: Bool

  /// A capital that means something: inside a sentence.
  var isProper: Bool { isCapitalised && !startsSentence }

  static func all(in scalars: inout [Unicode.Scalar], uppercase: [Bool]) -> [Word] {
    let ranges = wordRanges(in: scalars)
    let shouts = isShouting(scalars, uppercase)
    return ranges.map { range in
      let isLatin = repairScript(&scalars, range)
      return Word(
        range: range, skeleton: Skeleton.of(scalars[range]),
        isCapitalised: uppercase[range.lowerBound] && !shouts,
        startsSentence: startsSentence(scalars, range.lowerBound), isLatin: isLatin)
    }
  }

  private static func wordRanges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for index in scalars.indices {
      let scalar = scalars[index]
      if scalar.isPlainLetter || (scalar == "'" && start != nil) {
        start = start ?? index
      } else if let from = start {
        ranges.append(trimmed(from..<index, scalars))
        start = nil
      }
    }
    if let from = start { ranges.append(trimmed(from..<scalars.count, scalars)) }
    return ranges
  }

  /// Leaves out the quotation mark after a word.
  private static func trimmed(_ range: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
    var upper = range.upperBound
    while upper > range.lowerBound + 1, scalars[upper - 1] == "'" { upper -= 1 }
    return range.lowerBound..<upper
  }

  private static func isShouting(_ scalars: [Unicode.Scalar], _ uppercase: [Bool]) -> Bool {
    let letters = scalars.count { $0.isPlainLetter }
    let capitals = uppercase.count { $0 }
    return letters > 20 && capitals * 10 > letters * 6
  }

  private static func startsSentence(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    var index = start - 1
    while index >= 0 {
      let scalar = scalars[index]
      if sentenceEnds.contains(scalar) { return true }
      guard passedOver.contains(scalar) else { return false }
      index -= 1
    }
    return true
  }

  /// Gives a word of two scripts the script of most of its letters.
  ///
  /// Returns whether it is Latin.
  private static func repairScript(_ scalars: inout [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    let latin = scalars[range].count { $0.value < 0x250 && $0 != "'" }
    let cyrillic = scalars[range].count { (0x400...0x52F).contains($0.value) }
    guard latin > 0, cyrillic > 0 else { return latin > 0 }
    for index in range {
      let scalar = scalars[index]
      scalars[index] =
        (latin > cyrillic ? Lookalikes.toLatin[scalar] : Lookalikes.toCyrillic[scalar]) ?? scalar
    }
    return latin > cyrillic
  }
}

private let sentenceEnds: Set<Unicode.Scalar> = [".", "!", "?", "…", "\n"]
private let passedOver: Set<Unicode.Scalar> = [
  " ", "\"", "'", "«", "»", "“", "”", "„", "(", "[", "-", "*", "•",
]
