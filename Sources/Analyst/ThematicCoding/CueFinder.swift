// SPDX-License-Identifier: Apache-2.0

/// Finds the cues of codes in folded texts.
public struct CueFinder: Sendable {
  /// The codes that have cues, in the order they were given.
  public let codes: [String]
  private let index: CueIndex

  /// The themes of a codebook, in its order.
  public init(codebook: Codebook) {
    codes = codebook.themes.map(\.id)
    index = CueIndex(codebook.themes.map { $0.cues.values.flatMap(\.self) })
  }

  /// Codes with their cues, written as in a codebook; a cue that cannot be used is left out.
  public init(_ cues: [(code: String, cues: [String])]) {
    codes = cues.map(\.code)
    index = CueIndex(cues.map(\.cues))
  }

  /// For each code, the positions of the words that its cues found, none inside another.
  package func finds(in text: FoldedText) -> [[Range<Int>]] {
    var finds = [[Range<Int>]](repeating: [], count: codes.count)
    for match in index.matches(in: text) { finds[match.theme].append(match.words) }
    return finds.map { $0.isEmpty ? $0 : Self.outermost($0) }
  }

  /// Leaves out what lies inside another match, so that the same words are shown once.
  private static func outermost(_ matches: [Range<Int>]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    for match in matches.sorted(by: {
      ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound)
    })
    where match.upperBound > kept.last?.upperBound ?? 0 {
      kept.append(match)
    }
    return kept
  }
}
