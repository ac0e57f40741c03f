// SPDX-License-Identifier: Apache-2.0

/// What Krippendorff's alpha needs of each unit, summed once, so that drawing units anew is quick.
///
/// Krippendorff, K. (2011): Computing Krippendorff's alpha-reliability; α = 1 − D_o / D_e. Missing
/// judgements are allowed; a unit that fewer than two coders judged counts for nothing.
struct AlphaSums {
  private struct Unit {
    /// Disagreement within the unit, over pairs in both orders, by one less than its judgements.
    let observed: Double
    /// How often each value stands here: its number among all values, then how often.
    let counts: [(value: Int, count: Double)]
  }

  private let units: [Unit]
  private let distances: [[Double]]

  init<Value>(_ table: RatingTable<Value>, _ distance: Distance<Value>) {
    var numbers: [Value: Int] = [:]
    var values: [Value] = []
    let said = table.units.map { unit in
      unit.compactMap(\.self).map { value in
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
      }
    }
    let distances = values.map { one in values.map { distance.between(one, $0) } }
    self.distances = distances
    units = said.map { Self.unit($0, distances) }
  }

  private static func unit(_ said: [Int], _ distances: [[Double]]) -> Unit {
    guard said.count >= 2 else { return Unit(observed: 0, counts: []) }
    var counts: [Int: Double] = [:]
    for value in said { counts[value, default: 0] += 1 }
    let ordered = counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
    let apart = Self.disagreement(ordered, distances)
    return Unit(observed: apart / Double(said.count - 1), counts: ordered)
  }

  private static func disagreement(
    _ counts: [(value: Int, count: Double)], _ distances: [[Double]]
  ) -> Double {
    var sum = 0.0
    for (index, one) in counts.enumerated() {
      for other in counts[..<index] {
        sum += 2 * one.count * other.count * distances[one.value][other.value]
      }
    }
    return sum
  }

  /// Alpha over these units, each as often as it is named; nil where all said the same.
  func alpha(of chosen: some Sequence<Int>) -> Double? {
    var observed = 0.0
    var totals = [Double](repeating: 0, count: distances.count)
    for index in chosen {
      observed += units[index].observed
      for (value, count) in units[index].counts { totals[value] += count }
    }
    let said = totals.reduce(0, +)
    let present = totals.enumerated().filter { $0.element > 0 }
      .map { (value: $0.offset, count: $0.element) }
    let expected = Self.disagreement(present, distances)
    guard expected > 0 else { return nil }
    return 1 - (said - 1) * observed / expected
  }

  /// Alpha over all units.
  var alpha: Double? { alpha(of: units.indices) }
  var count: Int { units.count }
}
