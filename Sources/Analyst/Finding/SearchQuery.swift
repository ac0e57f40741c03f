// SPDX-License-Identifier: Apache-2.0

import ThematicCoding

/// What is sought: every term has to stand in a testimony, in any of its answers.
///
/// Words are folded as in ThematicCoding, so a query typed in Latin letters finds Cyrillic text, and the other way
/// round. Nothing is kept: each search reads the opened words once.
public struct SearchQuery: Sendable {
  private let terms: [SearchTerm]

  /// Reads terms as somebody types them.
  ///
  /// Each is a word; a word's beginning with a star; or several words, with or without quotes around
  /// them, that have to follow each other.
  /// - Parameter written: the terms.
  /// - Throws: ``FindingError`` where one cannot be sought.
  public init(_ written: [String]) throws(FindingError) {
    var terms: [SearchTerm] = []
    for term in written {
      for part in Self.parts(of: term) { terms.append(try SearchTerm(part)) }
    }
    guard !terms.isEmpty else { throw .nothingToSeek }
    self.terms = terms
  }

  /// Where the terms stand in each text, or nil unless every term stands in one of them.
  /// - Parameter texts: the answers of one testimony.
  /// - Returns: ranges of Unicode scalars for each text, in order and apart from each other.
  public func ranges(in texts: [String]) -> [[Range<Int>]]? {
    let folded = texts.map { FoldedText(Array($0.unicodeScalars)) }
    var found = [[Range<Int>]](repeating: [], count: texts.count)
    for term in terms {
      let ranges = folded.map { term.ranges(in: $0) }
      guard ranges.contains(where: { !$0.isEmpty }) else { return nil }
      for index in found.indices { found[index] += ranges[index] }
    }
    return found.map(Self.apart)
  }

  /// Where any of the terms stands in one text; empty where none does.
  public func ranges(inAnyPartOf text: String) -> [Range<Int>] {
    let folded = FoldedText(Array(text.unicodeScalars))
    return Self.apart(terms.flatMap { $0.ranges(in: folded) })
  }

  /// Words in double quotes stay together; so does a term that a shell has kept together.
  private static func parts(of term: String) -> [String] {
    let quotes: Set<Character> = ["\"", "«", "»", "“", "”", "„"]
    let pieces = term.split(omittingEmptySubsequences: false) { quotes.contains($0) }.map(
      String.init)
    guard pieces.count > 1 else { return [term] }
    // What stands at an odd place was between quotes.
    return pieces.enumerated().flatMap { place, piece in
      place % 2 == 1 ? [piece] : piece.split(whereSeparator: \.isWhitespace).map(String.init)
    }
  }

  private static func apart(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
