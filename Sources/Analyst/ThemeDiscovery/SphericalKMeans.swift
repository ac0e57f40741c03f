// SPDX-License-Identifier: Apache-2.0

import ThemeLearning

/// Parts vectors into groups by direction (Dhillon and Modha 2001), the best of several starts.
///
/// Starts are drawn far from each other (k-means++, Arthur and Vassilvitskii 2007).
struct SphericalKMeans {
  private static let mostRounds = 100

  /// The group of each vector, 0 to `groups`-1.
  let groups: [Int]
  /// How near all vectors are to the middles of their groups; more is better.
  let nearness: Float

  init(_ vectors: [[Float]], groups count: Int, starts: Int, seed: UInt64) {
    let tries = (0..<starts).inParallel { start in
      var random = SeededRandom(seed: seed &+ UInt64(start) &* 0x9e37_79b9)
      return Self.run(vectors, count, &random)
    }
    let best = tries.max { $0.nearness < $1.nearness }
    (groups, nearness) = best ?? ([], 0)
  }

  private static func run(
    _ vectors: [[Float]], _ count: Int, _ random: inout SeededRandom
  ) -> (groups: [Int], nearness: Float) {
    var middles = firstMiddles(vectors, count, &random)
    var groups = [Int](repeating: -1, count: vectors.count)
    var nearness: Float = 0
    for _ in 0..<mostRounds {
      var moved = false
      nearness = 0
      for (text, vector) in vectors.enumerated() {
        let (group, near) = nearest(vector, middles)
        nearness += near
        if groups[text] != group { (groups[text], moved) = (group, true) }
      }
      guard moved else { break }
      middles = means(vectors, groups, count)
    }
    return (groups, nearness)
  }

  private static func firstMiddles(
    _ vectors: [[Float]], _ count: Int, _ random: inout SeededRandom
  ) -> [[Float]] {
    guard let first = vectors.randomElement(using: &random) else { return [] }
    var middles = [first]
    var distances = vectors.map { max(0, 1 - $0.dot(first)) }
    while middles.count < min(count, vectors.count) {
      var left = Float.random(in: 0..<max(distances.reduce(0, +), 1e-9), using: &random)
      let chosen = distances.firstIndex { distance in
        left -= distance
        return left < 0
      }
      let middle = vectors[chosen ?? vectors.count - 1]
      middles.append(middle)
      distances = zip(distances, vectors).map { min($0, max(0, 1 - $1.dot(middle))) }
    }
    return middles
  }

  private static func nearest(_ vector: [Float], _ middles: [[Float]]) -> (Int, Float) {
    var best = (0, -Float.infinity)
    for (group, middle) in middles.enumerated() {
      let near = vector.dot(middle)
      if near > best.1 { best = (group, near) }
    }
    return best
  }

  private static func means(_ vectors: [[Float]], _ groups: [Int], _ count: Int) -> [[Float]] {
    let width = vectors.first?.count ?? 0
    var sums = [[Float]](repeating: [Float](repeating: 0, count: width), count: count)
    for (vector, group) in zip(vectors, groups) {
      sums[group].add(vector, times: 1)
    }
    return sums.map(\.unit)
  }
}
