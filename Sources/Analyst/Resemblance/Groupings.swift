// SPDX-License-Identifier: Apache-2.0

/// Testimonies that are alike.
public struct CopyGroup: Equatable, Sendable {
  /// Their numbers, ascending.
  public let members: [Int]
  /// How alike two of them were at the least when one joined the other, from 0.4 to 1.
  public let likeness: Double
}

/// Who is in one group with whom (union and find).
struct Groupings {
  private var above: [Int] = []
  private var likeness: [Double] = []
  private var leaders: [Int] = []

  /// Makes a group of one; gives its number.
  mutating func addOne() -> Int {
    above.append(above.count)
    likeness.append(1)
    leaders.append(0)
    return above.count - 1
  }

  mutating func join(_ one: Int, _ other: Int, _ likeness: Double) {
    let (first, second) = (top(one), top(other))
    guard first != second else { return }
    let (high, low) = (min(first, second), max(first, second))
    above[low] = high
    self.likeness[high] = min(self.likeness[high], self.likeness[low], likeness)
    leaders[high] += leaders[low]
  }

  /// Whether a group still wants somebody to stand for it; counts the one that then does.
  mutating func takesLeader(_ one: Int, atMost most: Int) -> Bool {
    let group = top(one)
    guard leaders[group] < most else { return false }
    leaders[group] += 1
    return true
  }

  var ofTwoAndMore: [CopyGroup] {
    var copy = self
    let members = Dictionary(grouping: above.indices) { copy.top($0) }
    return members.filter { $0.value.count > 1 }
      .map { CopyGroup(members: $0.value, likeness: likeness[$0.key]) }
      .sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }
  }

  private mutating func top(_ one: Int) -> Int {
    var one = one
    while above[one] != one {
      above[one] = above[above[one]]
      one = above[one]
    }
    return one
  }
}
