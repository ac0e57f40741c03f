// SPDX-License-Identifier: Apache-2.0

import Release

/// A policy with the least thresholds for its k, and no facts.
enum TestPolicy {
  static func with(k: Int, facts: String = "{}") throws -> ReleasePolicy {
    try ReleasePolicy(
      parsing: """
        name: test
        version: 1
        k: \(k)
        minimum_to_show_table: \(max(20, 2 * k))
        minimum_for_bands: \(max(40, 4 * k))
        minimum_for_counts: \(max(100, 4 * k))
        round_base: 5
        maximum_days_since_sync: 7
        minimum_days_between_releases: 30
        most_quotations: 4
        facts: \(facts)
        two_way: { minimum: 400, most_hidden_percent: 40, tables: [] }
        dangerous: []
        noise: { minimum: 150, epsilon_per_release: 1, epsilon_lifetime: 4, most_themes: 3 }
        """, file: "test.yaml")
  }
}
