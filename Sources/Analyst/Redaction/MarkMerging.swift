// SPDX-License-Identifier: Apache-2.0

extension [RedactionMark] {
  /// In order and without overlaps: marks that overlap become one over the whole of both.
  ///
  /// The longest gives the kind, then any but a mere number, then the rule that knows it best, then
  /// the surest, then the first given. Nothing that any rule found is left outside, so that no half
  /// of a number stays behind.
  func merged() -> [RedactionMark] {
    let sorted = enumerated().filter { !$0.element.range.isEmpty }.sorted { one, next in
      one.element.range.lowerBound != next.element.range.lowerBound
        ? one.element.range.lowerBound < next.element.range.lowerBound : one.offset < next.offset
    }
    var result: [(mark: RedactionMark, winner: RedactionMark)] = []
    for (_, mark) in sorted {
      guard let last = result.last, last.mark.range.upperBound > mark.range.lowerBound else {
        result.append((mark, mark))
        continue
      }
      let lower = last.mark.range.lowerBound
      let upper = Swift.max(last.mark.range.upperBound, mark.range.upperBound)
      let winner = mark.wins(over: last.winner) ? mark : last.winner
      result[result.count - 1] = (winner.over(lower..<upper), winner)
    }
    return result.map(\.mark)
  }
}

extension RedactionMark {
  fileprivate func wins(over other: RedactionMark) -> Bool {
    if rule == "analyst" || other.rule == "analyst" { return other.rule != "analyst" }
    if range.count != other.range.count { return range.count > other.range.count }
    if (kind == .number) != (other.kind == .number) { return other.kind == .number }
    // Words beside it, or a list of ours, tell better what it is than how it looks.
    if weight != other.weight { return weight > other.weight }
    return certainty > other.certainty
  }

  /// How well the rule knows of what kind its marks are.
  private var weight: Int {
    switch rule {
    case "place cue", "employer", "group": 2
    case "tagger": 0
    default: 1
    }
  }
}
