// SPDX-License-Identifier: Apache-2.0

/// Which categories may stand alone, and which have to stand together.
///
/// Every category under the floor goes into one rest, empty ones too: none is as small as nine. While
/// the rest is under the floor, the next smallest joins it. The categories add up to all people, so
/// that one small category left out alone would be all others subtracted.
struct CategoryMerge: Equatable {
  /// Groups of places in the list of counts, in its order; the rest, if any, last.
  let lines: [[Int]]

  /// Merges, or gives nothing when fewer than two lines would be left.
  init?(counts: [Int], floor: Int) {
    var rest = counts.indices.filter { counts[$0] < floor }
    var alone = counts.indices.filter { counts[$0] >= floor }
      .sorted { (counts[$0], $0) < (counts[$1], $1) }
    var people = rest.reduce(0) { $0 + counts[$1] }
    while !rest.isEmpty, people < floor, let next = alone.first {
      people += counts[next]
      rest.append(next)
      alone.removeFirst()
    }
    guard rest.isEmpty || people >= floor else { return nil }
    lines = alone.sorted().map { [$0] } + (rest.isEmpty ? [] : [rest.sorted()])
    guard lines.count >= 2 else { return nil }
  }
}
