// SPDX-License-Identifier: Apache-2.0

/// How far figures move when their texts are drawn again, each time as many, with replacement.
struct Bootstrap {
  private static let draws = 1_000

  /// The figures of each draw.
  let samples: [[String: Double]]

  init<Item>(
    _ items: [Item], _ random: inout some RandomNumberGenerator,
    _ figures: ([Item]) -> [String: Double]
  ) {
    samples = (0..<Self.draws).map { _ in
      figures(items.indices.map { _ in items[.random(in: items.indices, using: &random)] })
    }
  }

  /// Of each figure, the bounds between which 95 of 100 draws lie.
  var intervals: [String: [Double]] {
    var intervals: [String: [Double]] = [:]
    for name in samples[0].keys {
      intervals[name] = Self.interval(of: samples.map { $0[name] ?? 0 })
    }
    return intervals
  }

  static func interval(of values: [Double]) -> [Double] {
    let sorted = values.sorted()
    let tail = sorted.count / 40
    return [sorted[tail], sorted[sorted.count - 1 - tail]]
  }
}
