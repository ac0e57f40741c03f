// SPDX-License-Identifier: Apache-2.0

import ThemeLearning

/// Whether further testimonies still bring codes that nobody has named yet.
///
/// The curve is the mean over random orders of the testimonies: the order in which they came is not kept (G3), and
/// would say more about a campaign than about its themes.
public struct Saturation: Sendable {
  /// How many codes so many testimonies have, over all orders.
  public struct Point: Equatable, Sendable {
    /// How many testimonies.
    public let testimonies: Int
    /// The mean number of codes.
    public let mean: Double
    /// The middle 95 of 100 orders.
    public let low, high: Int
  }

  /// From the first testimony to all of them.
  public let curve: [Point]
  /// How many codes were seen.
  public let seen: Int
  /// How many testimonies were coded.
  public let testimonies: Int
  /// How many codes stand in one testimony only.
  public let once: Int
  /// How many stand in two.
  public let twice: Int

  /// How many codes of the list nobody has given yet; nil where the list is not known.
  public let left: Int?

  /// How many codes nobody has named yet, at the least (Chao's bias-corrected estimator for incidence, Chao 1987).
  ///
  /// No more than the list has left. Nil where it has none left, and where several codes stand once and hardly any twice:
  /// then the estimate grows with the square of those that stand once, whatever there is to be found.
  public var unseen: Double? {
    guard left != 0, once < 2 || twice >= Self.leastTwice else { return nil }
    guard testimonies > 0 else { return 0 }
    let share = Double(testimonies - 1) / Double(testimonies)
    let found = share * Double(once * max(0, once - 1)) / Double(2 * (twice + 1))
    return min(found, left.map { Double($0) } ?? found)
  }

  private static let leastTwice = 3

  /// How probable it is that the next time somebody gives a code, it is a new one (Good and Turing's estimate); 0 where the
  /// list has none left.
  public let newness: Double

  /// How many new codes the last tenth of the testimonies brought, on the average.
  public var lately: Double {
    guard let last = curve.last, curve.count >= 10 else { return 0 }
    return last.mean - curve[curve.count - 1 - curve.count / 10].mean
  }

  /// Draws orders and counts.
  /// - Parameters:
  ///   - coded: the codes of each testimony.
  ///   - all: how many codes there are to give; nil where there is no list.
  ///   - orders: how many orders are drawn.
  ///   - seed: for the orders; the same gives the same curve.
  public init(
    _ coded: [Set<String>], of all: Int? = nil, orders: Int = 500, seed: UInt64 = 20_210_730
  ) {
    let codes = coded.reduce(into: Set<String>()) { $0.formUnion($1) }.sorted()
    let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    // Sorted, since a set's own order is another in each run.
    let rows = coded.map { $0.compactMap { places[$0] }.sorted() }
    let sizes = codes.indices.map { code in rows.count { $0.contains(code) } }
    seen = codes.count
    testimonies = coded.count
    once = sizes.count { $0 == 1 }
    twice = sizes.count { $0 == 2 }
    let left = all.map { max(0, $0 - codes.count) }
    self.left = left
    let canBeNew = !sizes.isEmpty && left != 0
    newness = canBeNew ? Double(once) / Double(sizes.reduce(0, +)) : 0
    curve = Self.curve(rows, codes: codes.count, orders: max(1, orders), seed: seed)
  }

  private static func curve(
    _ rows: [[Int]], codes: Int, orders: Int, seed: UInt64
  ) -> [Point] {
    var random = SeededRandom(seed: seed)
    var counts = rows.map { _ in [Int]() }
    for _ in 0..<orders {
      var known = [Bool](repeating: false, count: codes)
      var sum = 0
      for (step, row) in rows.shuffled(using: &random).enumerated() {
        for code in row where !known[code] { (known[code], sum) = (true, sum + 1) }
        counts[step].append(sum)
      }
    }
    return counts.enumerated().map { step, counts in
      let sorted = counts.sorted()
      return Point(
        testimonies: step + 1, mean: Double(sorted.reduce(0, +)) / Double(orders),
        low: sorted[orders * 25 / 1_000], high: sorted[orders * 974 / 1_000])
    }
  }
}
