// SPDX-License-Identifier: Apache-2.0

import Redaction
import ThemeLearning

/// A sentence or so of a text: where its features stand in the table, and its true labels.
struct TaggerExample: Sendable {
  /// ``TaggerFeatures/count`` places for each token.
  let places: [UInt32]
  let labels: [TaggerLabel]

  /// The parts of a marked text; features look at the whole of it.
  static func all(
    of text: MarkedText, lists: RedactionLists, groups: WordGroups, bits: Int
  ) -> [TaggerExample] {
    let normalized = NormalizedText(text.text)
    let features = lists.features(of: normalized, groups: groups)
    let labels = labels(of: features.tokens, in: normalized, spans: text.spans)
    return parts(features.tokens, labels).map { part in
      var places: [UInt32] = []
      places.reserveCapacity(part.count * TaggerFeatures.count)
      for index in part { features.write(of: index, bits: bits, into: &places) }
      return TaggerExample(places: places, labels: Array(labels[part]))
    }
  }

  /// Of spans within each other the longest counts.
  private static func labels(
    of tokens: [TaggerToken], in text: NormalizedText, spans: [MarkedText.Span]
  ) -> [TaggerLabel] {
    var labels = [TaggerLabel](repeating: .outside, count: tokens.count)
    var taken = [Bool](repeating: false, count: tokens.count)
    let ranges = tokens.map { text.originalRange(of: $0.range) }
    for span in spans.sorted(by: { $0.end - $0.start > $1.end - $1.start }) {
      guard let kind = kinds[span.class] else { continue }
      let lower = ranges.partitioningIndex { $0.upperBound > span.start }
      var isFirst = true
      for index in lower..<tokens.count {
        guard ranges[index].lowerBound < span.end else { break }
        guard !taken[index] else { break }
        taken[index] = true
        labels[index] = TaggerLabel.of(kind, first: isFirst)
        isFirst = false
      }
    }
    return labels
  }

  /// What files call the classes.
  private static let kinds: [String: RedactionKind] = [
    "PERSON": .person, "PLACE": .place, "LOC": .place, "ORGANIZATION": .organisation,
    "ORG": .organisation, "EMPLOYER": .organisation,
  ]

  /// Parts end with a line, or with a sentence once they are long; never inside a name.
  private static func parts(
    _ tokens: [TaggerToken], _ labels: [TaggerLabel]
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for index in tokens.indices {
      let isEnd = tokens[index].endsLine || (index - start > 40 && tokens[index].endsSentence)
      guard isEnd, labels[index] == .outside else { continue }
      parts.append(start..<(index + 1))
      start = index + 1
    }
    if start < tokens.count { parts.append(start..<tokens.count) }
    return parts
  }
}

extension Array {
  /// The first index whose element holds, where all after it hold too.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
