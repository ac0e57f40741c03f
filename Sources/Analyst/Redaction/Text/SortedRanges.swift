// SPDX-License-Identifier: Apache-2.0

extension [Range<Int>] {
  /// Whether one of these ranges, which stand in order and apart, overlaps another.
  ///
  /// By halving, so that a long row of numbers takes no time in the square of it.
  func touch(_ range: Range<Int>) -> Bool {
    guard let first = first(endingAfter: range.lowerBound) else { return false }
    return first.overlaps(range)
  }

  /// Whether one of these ranges, which stand in order and apart, has all of another.
  func hold(_ range: Range<Int>) -> Bool {
    guard let first = first(endingAfter: range.lowerBound) else { return false }
    return first.lowerBound <= range.lowerBound && range.upperBound <= first.upperBound
  }

  private func first(endingAfter place: Int) -> Range<Int>? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low < count ? self[low] : nil
  }
}
