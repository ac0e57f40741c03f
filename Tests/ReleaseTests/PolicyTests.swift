// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing

@testable import Release

struct PolicyTests {
  static let lines = [
    "name: test", "version: 1", "k: 10", "minimum_to_show_table: 20", "minimum_for_bands: 40",
    "minimum_for_counts: 100", "round_base: 5", "maximum_days_since_sync: 7",
    "facts: { gender: [woman, man, other] }",
    "two_way: { minimum: 200, most_hidden_percent: 40, tables: [] }", "dangerous: []",
    "noise: { minimum: 150, epsilon_per_release: 1, epsilon_lifetime: 4, most_themes: 3 }",
    "minimum_days_between_releases: 30", "most_quotations: 4",
  ]

  @Test func `the real policy has the thresholds that the documentation names`() throws {
    let policy = try Stage().policy
    #expect(policy.k == 10)
    #expect(policy.minimumToShowTable == 20)
    #expect(policy.minimumForBands == 40)
    #expect(policy.minimumForCounts == 100)
    #expect(policy.roundBase == 5)
    #expect(policy.maximumDaysSinceSync == 7)
    #expect(policy.minimumDaysBetweenReleases == 30)
    #expect(policy.mostQuotations == QuotationSpace.mostQuotes)
    #expect(policy.hash.utf8.count == 64)
  }

  @Test(
    arguments: [
      (3, "k: 4", "k: must be from 5 to 1000, not 4"),
      (3, "k: 1", "k: must be from 5 to 1000, not 1"),
      (3, "k: ten", "k: expected a whole number"),
      (4, "minimum_to_show_table: 19", "must be from 20 to 1000000, not 19"),
      (5, "minimum_for_bands: 39", "must be from 40 to 1000000, not 39"),
      (6, "minimum_for_counts: 99", "must be from 100 to 1000000, not 99"),
      (7, "round_base: 4", "must be from 5 to 10, not 4"),
      (7, "round_base: 6", "k (10) must be a multiple of it"),
      (8, "maximum_days_since_sync: 8", "must be from 1 to 7, not 8"),
      (9, "facts: { gender: [woman] }", "needs two choices or more, each once"),
      (9, "facts: { gender: [woman, not_stated] }", "needs two choices or more, each once"),
      (10, "two_way: { minimum: 199, most_hidden_percent: 40, tables: [] }", "must be from 200"),
      (
        10, "two_way: { minimum: 200, most_hidden_percent: 41, tables: [] }", "from 0 to 40"
      ),
      (10, "two_way: { minimum: 200, most_hidden_percent: 9, tables: [[a, a]] }", "two variables"),
      (11, "dangerous: [[gender]]", "needs two traits"),
      (
        12, "noise: { minimum: 149, epsilon_per_release: 1, epsilon_lifetime: 4, most_themes: 3 }",
        "must be from 150"
      ),
      (
        12, "noise: { minimum: 150, epsilon_per_release: 2, epsilon_lifetime: 4, most_themes: 3 }",
        "must be from 1 to 1"
      ),
      (
        12, "noise: { minimum: 150, epsilon_per_release: 1, epsilon_lifetime: 5, most_themes: 3 }",
        "must be from 1 to 4"
      ),
      (13, "minimum_days_between_releases: 6", "must be from 7"),
      (14, "most_quotations: 7", "must be from 0 to 4, not 7"),
      (14, "most_quotations: many", "expected a whole number"),
      (8, "maximum_days_since_synk: 7", "“maximum_days_since_sync” is missing"),
    ])
  func `a policy that protects less is refused with its line`(
    line: Int, text: String, message: String
  ) throws {
    var lines = Self.lines
    lines[line - 1] = text
    let mistake = #expect(throws: ConfigMistake.self) {
      try ReleasePolicy(parsing: lines.joined(separator: "\n"), file: "p.yaml")
    }
    #expect(mistake?.message.contains(message) == true)
    #expect(text.contains("synk") || mistake?.line == line)
  }

  // A campaign whose figures grow is refused with any other file than that of its first release.
  @Test(arguments: [(0, 0), (4, 4), (5, 4), (6, 4)])
  func `a policy of before, which allowed more quotations than go out, is read as it stands`(
    written: Int, allowed: Int
  ) throws {
    let yaml = (Self.lines.dropLast() + ["most_quotations: \(written)"]).joined(separator: "\n")
    #expect(try ReleasePolicy(parsing: yaml, file: "p.yaml").mostQuotations == allowed)
  }

  @Test func `an unknown key is refused`() {
    let text = (Self.lines + ["free_filters: true"]).joined(separator: "\n")
    #expect(throws: ConfigMistake(file: "p.yaml", line: 15, message: "unknown key “free_filters”"))
    {
      try ReleasePolicy(parsing: text, file: "p.yaml")
    }
  }

  @Test func `a higher k asks for larger cohorts`() {
    var lines = Self.lines
    lines[2] = "k: 15"
    #expect(throws: ConfigMistake.self) {
      try ReleasePolicy(parsing: lines.joined(separator: "\n"), file: "p.yaml")
    }
    lines[3] = "minimum_to_show_table: 30"
    lines[9] = "two_way: { minimum: 300, most_hidden_percent: 40, tables: [] }"
    lines[4] = "minimum_for_bands: 60"
    #expect(throws: Never.self) {
      try ReleasePolicy(parsing: lines.joined(separator: "\n"), file: "p.yaml")
    }
  }

  @Test func `any change of the file changes the hash`() throws {
    let text = Self.lines.joined(separator: "\n")
    let one = try ReleasePolicy(parsing: text, file: "p.yaml")
    let other = try ReleasePolicy(parsing: text + "\n", file: "p.yaml")
    #expect(one.hash != other.hash)
  }
}
