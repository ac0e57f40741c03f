// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Release

struct DisplayRuleTests {
  let rule: DisplayRule

  init() throws { rule = DisplayRule(policy: try Stage().policy) }

  @Test(
    arguments: [
      (0, 19, .withheld), (10, 19, .withheld), (19, 19, .withheld),
      (0, 20, .fewerThan(10)), (1, 20, .fewerThan(10)), (9, 20, .fewerThan(10)),
      (10, 20, .atLeast(10)), (11, 20, .atLeast(10)), (20, 20, .atLeast(10)),
      (9, 39, .fewerThan(10)), (10, 39, .atLeast(10)), (29, 39, .atLeast(10)),
      (30, 39, .atLeast(10)), (39, 39, .atLeast(10)),
      (0, 40, .fewerThan(10)), (9, 40, .fewerThan(10)), (10, 40, .some), (13, 40, .some),
      (14, 40, .aboutHalf), (26, 40, .aboutHalf), (27, 40, .most), (30, 40, .most),
      (31, 40, .mostOrAll), (40, 40, .mostOrAll),
      (9, 99, .fewerThan(10)), (10, 99, .some), (32, 99, .some), (33, 99, .aboutHalf),
      (65, 99, .aboutHalf), (66, 99, .most), (89, 99, .most), (90, 99, .mostOrAll),
      (0, 100, .fewerThan(10)), (9, 100, .fewerThan(10)), (10, 100, .about(10)),
      (11, 100, .about(10)), (14, 100, .about(10)), (15, 100, .about(15)),
      (90, 100, .about(90)), (91, 100, .mostOrAll), (100, 100, .mostOrAll),
    ] as [(Int, Int, ShownValue)])
  func `a count is shown as the rule says at every border`(
    count: Int, total: Int, shown: ShownValue
  ) {
    // The largest draw always rounds down.
    #expect(rule.show(count, of: total, draw: .max) == shown)
  }

  @Test(arguments: [(11, 15), (14, 15), (16, 20), (10, 10), (90, 90)])
  func `the smallest draw rounds up what is no multiple of five`(count: Int, shown: Int) {
    #expect(rule.show(count, of: 100, draw: 0) == .about(shown))
  }

  // G10
  @Test func `a rounded count never comes nearer to the total than k, nor reaches the shown one`() {
    #expect(rule.show(91, of: 101, draw: 0) == .mostOrAll)
    #expect(rule.show(91, of: 101, draw: .max) == .about(90))
    #expect(rule.show(99, of: 109, draw: 0) == .mostOrAll)
    #expect(rule.show(99, of: 109, draw: .max) == .about(95))
  }

  @Test(
    arguments: [
      (0, .fewerThan(20)), (19, .fewerThan(20)), (20, .about(20)), (24, .about(20)),
      (25, .about(25)), (99, .about(95)), (100, .about(100)), (109, .about(100)),
      (110, .about(110)),
    ] as [(Int, ShownValue)])
  func `the total is rounded down`(total: Int, shown: ShownValue) {
    #expect(rule.show(total: total) == shown)
  }

  /// For whoever knows the total exactly: the counts that a shown value leaves possible.
  @Test(arguments: [
    [10, 20, 40, 100, 5], [5, 20, 40, 100, 5], [15, 30, 60, 100, 5], [20, 40, 80, 120, 10],
  ])
  func `no shown value tells of fewer than k people, nor of a rest of fewer than k`(
    limits: [Int]
  ) throws {
    let rule = DisplayRule(policy: try policy(limits))
    let k = rule.policy.k
    for total in Array(20...130) + [131, 168, 205, 242, 501, 998, 1_200] {
      for (shown, possible) in possibleCounts(of: total, under: rule) where shown != .withheld {
        if possible.contains(where: { $0 < k }) {
          #expect(possible.isSuperset(of: 0..<k), "\(shown) of \(total)")
        }
        if possible.contains(where: { total - $0 < k }) {
          #expect(possible.isSuperset(of: (total - k + 1)...total), "\(shown) of \(total)")
        }
        #expect(possible.count >= 4, "\(shown) of \(total)")
      }
    }
  }

  @Test func `the second look agrees with the rule for every count and total`() {
    let check = FiguresHideSmallGroups()
    for total in [0, 1, 19, 20, 39, 40, 99, 100, 109, 250] {
      for count in 0...total {
        for draw in [UInt64.min, .max] {
          let shown = rule.show(count, of: total, draw: draw)
          #expect(check.isSafe(shown, count, of: total, under: rule.policy))
        }
      }
    }
  }

  @Test(
    arguments: [
      (.atLeast(10), 9, 50), (.some, 9, 50), (.most, 41, 50), (.about(10), 9, 150),
      (.about(145), 141, 150), (.about(20), 14, 150), (.about(12), 12, 150), (.about(95), 91, 101),
      (.some, 5, 12),
      (.fewerThan(3), 2, 50), (.about(30), 30, 60), (.mostOrAll, 20, 50),
    ] as [(ShownValue, Int, Int)])
  func `the second look finds a wrong figure`(shown: ShownValue, count: Int, total: Int) {
    let check = FiguresHideSmallGroups()
    #expect(!check.isSafe(shown, count, of: total, under: rule.policy))
  }

  private func policy(_ limits: [Int]) throws -> ReleasePolicy {
    try ReleasePolicy(
      parsing: """
        name: test
        version: 1
        k: \(limits[0])
        minimum_to_show_table: \(limits[1])
        minimum_for_bands: \(limits[2])
        minimum_for_counts: \(limits[3])
        round_base: \(limits[4])
        maximum_days_since_sync: 7
        minimum_days_between_releases: 30
        most_quotations: 4
        facts: {}
        two_way: { minimum: 400, most_hidden_percent: 40, tables: [] }
        dangerous: []
        noise: { minimum: 150, epsilon_per_release: 1, epsilon_lifetime: 4, most_themes: 3 }
        """, file: "test.yaml")
  }

  private func possibleCounts(of total: Int, under rule: DisplayRule) -> [ShownValue: Set<Int>] {
    var possible: [ShownValue: Set<Int>] = [:]
    for count in 0...total {
      for draw in [UInt64.min, .max] {
        possible[rule.show(count, of: total, draw: draw), default: []].insert(count)
      }
    }
    return possible
  }
}
