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
    let shouts = shoutedParts(scalars, uppercase)
    var part = 0
    return ranges.map { range in
      while part + 1 < shouts.count, shouts[part].end <= range.lowerBound { part += 1 }
      let isLatin = Homoglyphs.repair(&scalars, range)
      return Word(
        range: range, skeleton: Skeleton.of(scalars[range]),
        isCapitalised: uppercase[range.lowerBound] && !shouts[part].isShouted,
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

  /// Where each line ends, and whether it is in capitals; a short line is as the whole text is.
  private static func shoutedParts(
    _ scalars: [Unicode.Scalar], _ uppercase: [Bool]
  ) -> [(end: Int, isShouted: Bool)] {
    let whole = isShouting(scalars.indices, scalars, uppercase) ?? false
    var parts: [(end: Int, isShouted: Bool)] = []
    var start = 0
    for index in scalars.indices where scalars[index] == "\n" {
      parts.append((index, isShouting(start..<index, scalars, uppercase) ?? whole))
      start = index + 1
    }
    let last = isShouting(start..<scalars.count, scalars, uppercase) ?? whole
    return parts + [(scalars.count, last)]
  }

  /// Nil for a part of twenty letters or fewer.
  private static func isShouting(
    _ range: Range<Int>, _ scalars: [Unicode.Scalar], _ uppercase: [Bool]
  ) -> Bool? {
    let letters = scalars[range].count { $0.isPlainLetter }
    guard letters > 20 else { return nil }
    return uppercase[range].count { $0 } * 10 > letters * 6
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
}

private let sentenceEnds: Set<Unicode.Scalar> = [".", "!", "?", "…", "\n"]
private let passedOver: Set<Unicode.Scalar> = [
  " ", "\"", "'", "«", "»", "“", "”", "„", "(", "[", "-", "*", "•",
]
