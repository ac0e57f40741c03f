// SPDX-License-Identifier: Apache-2.0

/// Digits with the spaces, dots, dashes, brackets or one line break that people put between them.
///
/// A comma joins single digits only: `9, 0, 1`.
struct NumberRun: Equatable, Sendable {
  /// Each group of digits, as a range of `NormalizedText.scalars`.
  private(set) var groups: [Range<Int>]

  static func all(in scalars: [Unicode.Scalar]) -> [NumberRun] {
    var runs: [NumberRun] = []
    for group in digitGroups(in: scalars) {
      let previous = runs.last?.groups.last?.upperBound
      let isSingle = group.count == 1 && runs.last?.groups.last?.count == 1
      if let previous, separates(scalars[previous..<group.lowerBound], isSingle) {
        runs[runs.count - 1].groups.append(group)
      } else {
        runs.append(NumberRun(groups: [group]))
      }
    }
    return runs
  }

  private static func digitGroups(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start: Int?
    for index in scalars.indices {
      if scalars[index].isPlainDigit {
        start = start ?? index
      } else if let from = start {
        groups.append(from..<index)
        start = nil
      }
    }
    if let from = start { groups.append(from..<scalars.count) }
    return groups
  }

  private static func separates(_ gap: ArraySlice<Unicode.Scalar>, _ isSingle: Bool) -> Bool {
    gap.count <= 4 && gap.count { $0 == "\n" } <= 1
      && gap.allSatisfy { separators.contains($0) || (isSingle && $0 == ",") }
  }
}

private let separators: Set<Unicode.Scalar> = [
  " ", ".", "-", "(", ")", "/", "+", "\n", "_", "*", "·", "•", "~", "|", "[", "]",
]

/// Some neighbouring groups of a run, read as one number.
struct NumberWindow {
  let digits: [UInt8]
  let groups: ArraySlice<Range<Int>>
  let hasPlus: Bool

  var sizes: [Int] { groups.map(\.count) }
  var count: Int { digits.count }

  func starts(with prefix: String) -> Bool { digits.starts(with: prefix.utf8) }
}

extension NormalizedText {
  /// From left to right, the longest windows of at most `limit` digits that have a given shape.
  func windows(upTo limit: Int, where hasShape: (NumberWindow) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for run in numbers {
      var start = 0
      while start < run.groups.count {
        let end = longest(from: start, in: run, upTo: limit, where: hasShape)
        if let end { found.append(outer(run.groups[start...end])) }
        start = (end ?? start) + 1
      }
    }
    return found
  }

  private func longest(
    from start: Int, in run: NumberRun, upTo limit: Int, where hasShape: (NumberWindow) -> Bool
  ) -> Int? {
    var digits: [UInt8] = []
    var best: Int?
    let hasPlus = isPlus(before: run.groups[start].lowerBound)
    for end in start..<run.groups.count {
      let group = run.groups[end]
      guard digits.count + group.count <= limit else { break }
      digits += scalars[group].map { UInt8(truncatingIfNeeded: $0.value) }
      let window = NumberWindow(digits: digits, groups: run.groups[start...end], hasPlus: hasPlus)
      if hasShape(window) { best = end }
    }
    return best
  }

  private func isPlus(before index: Int) -> Bool {
    var index = index - 1
    while index >= 0, scalars[index] == "(" || scalars[index] == " " { index -= 1 }
    return index >= 0 && scalars[index] == "+"
  }

  /// The range of some groups with the plus or bracket that opens them.
  private func outer(_ groups: ArraySlice<Range<Int>>) -> Range<Int> {
    guard let first = groups.first, let last = groups.last else { return 0..<0 }
    var lower = first.lowerBound
    let closes = scalars[first.lowerBound..<last.upperBound].contains(")")
    if closes, lower > 0, scalars[lower - 1] == "(" { lower -= 1 }
    var plus = lower - 1
    while plus >= 0, scalars[plus] == " " { plus -= 1 }
    return (plus >= 0 && scalars[plus] == "+" ? plus : lower)..<last.upperBound
  }

  /// How many letters stand directly before a place.
  func lettersBefore(_ index: Int) -> Int {
    var start = index
    while start > 0, scalars[start - 1].isPlainLetter { start -= 1 }
    return index - start
  }

  /// Whether only some of the given scalars stand between two places, and not too many.
  func gap(
    _ from: Int, _ to: Int, only allowed: Set<Unicode.Scalar> = [" "], upTo limit: Int = 2
  ) -> Bool {
    from <= to && to - from <= limit && scalars[from..<to].allSatisfy { allowed.contains($0) }
  }
}
