// SPDX-License-Identifier: Apache-2.0

import Foundation
import ThemeLearning

/// What was learned after so many decisions, read in the proposed order and in random ones.
struct OrderReport: Encodable {
  private static let steps = [100, 200, 400]
  private static let chances = 3

  private let schema = "ovoz.bench.theming.order"
  private let version = 1
  private let seed: UInt64
  private var steps: [Step] = []

  private struct Step: Encodable {
    let decisions: Int
    let proposed: [String: Double]
    /// The mean of several random orders.
    let random: [String: Double]
  }

  /// Without texts to ask, every fifth of the known is asked.
  init(_ known: [MeantText], _ asked: [MeantText], seed: UInt64) {
    self.seed = seed
    let all = known.shuffled(seed: seed)
    let fifth = all.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
    let others = all.enumerated().filter { $0.offset % 5 != 0 }.map(\.element)
    let (apart, pool) = asked.isEmpty ? (fifth, others) : (asked, all)
    let plan = ReadingPlan(pool.map(\.coded), vectors: pool.vectors)
    let order = plan.first(Self.steps.max() ?? 0).map { pool[$0] }
    let random = (1...UInt64(Self.chances)).map { pool.shuffled(seed: seed &+ $0) }
    steps = Self.steps.filter { $0 <= pool.count }.map { count in
      Step(
        decisions: count, proposed: Self.figures([order], count, apart),
        random: Self.figures(random, count, apart))
    }
  }

  func show() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  private static func figures(
    _ orders: [[MeantText]], _ count: Int, _ asked: [MeantText]
  ) -> [String: Double] {
    var sums: [String: Double] = [:]
    for order in orders {
      let known = Array(order.prefix(count))
      let model = ThemeModel(known.map(\.coded), vectors: known.vectors)
      let outcomes = asked.inOrder { text in
        CodingOutcome(text.coded, model.judge(text.coded.text, vector: text.vector))
      }
      sums.merge(CodingMeasures.main(of: outcomes), uniquingKeysWith: +)
    }
    return sums.mapValues { ($0 / Double(orders.count) * 10_000).rounded() / 10_000 }
  }
}

extension [MeantText] {
  /// The vectors of all; nil unless each has one.
  var vectors: [[Float]]? {
    let vectors = compactMap(\.vector)
    return vectors.count == count && !isEmpty ? vectors : nil
  }
}
