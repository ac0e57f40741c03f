// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Release
import ReleaseAttack

struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Random histories against both ways of releasing, and against four planted weak ones."
  )

  @Option(help: "How many histories each real way has to stand.") var histories = 1_000_000
  @Option(help: "How many histories the weak ones are tried with.") var weak = 10_000
  @OptionGroup var common: CommonOptions

  private var k: Int { 5 }

  func run() throws {
    let policy = try ReleasePolicy(parsing: Self.smallPolicy, file: "the benchmark's policy")
    let (k, small) = (k, Attack(k: k, batch: 8, steps: 14))
    let wide = Attack(k: k, batch: 30, steps: 8)
    let found = [
      try measure("publish-once", wide, histories) { PublishOnce(policy: policy) },
      try measure("cumulative", small, histories) { Cumulative(k: k, minimum: 2 * k) },
      try measure("planted: exact over k", small, weak) { ExactOverK(k: k) },
      try measure("planted: floor rounding", small, weak) { FloorRounding(k: k) },
      try measure("planted: lagging per cell", small, weak) { LaggingPerCell(k: k) },
      try measure("planted: joint with last only", small, weak) { JointWithLastOnly(k: k) },
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let report = Report(schema: "ovoz.attack", version: 1, k: k, modes: found)
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
    guard found.prefix(2).allSatisfy({ $0.violations == 0 }),
      found.dropFirst(2).allSatisfy({ $0.violations > 0 })
    else { throw BenchError.wrongResult("a real way leaks, or a planted one was not found out") }
  }

  private func measure(
    _ name: String, _ attack: Attack, _ count: Int, _ mode: () -> any ReleaseMode
  ) throws -> Found {
    var outcome = Attack.Outcome()
    let start = ContinuousClock.now
    for first in stride(from: 0, to: count, by: 10_000) {
      outcome += attack.run(first..<min(count, first + 10_000), against: mode)
      tell("\(name): \(outcome.histories) of \(count), \(outcome.violations) found")
    }
    let time = start.duration(to: .now)
    return Found(mode: name, outcome, seconds: Double(time.components.seconds))
  }

  private func tell(_ line: String) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }

  private struct Report: Encodable {
    let schema: String
    let version: Int
    let k: Int
    let modes: [Found]
  }

  private struct Found: Encodable {
    let mode: String
    let histories: Int
    let releases: Int
    let comparisons: Int
    let violations: Int
    let seconds: Double

    init(mode: String, _ outcome: Attack.Outcome, seconds: Double) {
      (self.mode, self.seconds) = (mode, seconds)
      (histories, releases) = (outcome.histories, outcome.releases)
      (comparisons, violations) = (outcome.comparisons, outcome.violations)
    }
  }

  private static let smallPolicy = """
    name: attack
    version: 1
    k: 5
    minimum_to_show_table: 20
    minimum_for_bands: 40
    minimum_for_counts: 100
    round_base: 5
    maximum_days_since_sync: 7
    minimum_days_between_releases: 30
    most_quotations: 4
    facts: {}
    two_way: { minimum: 200, most_hidden_percent: 40, tables: [] }
    dangerous: []
    noise: { minimum: 150, epsilon_per_release: 1, epsilon_lifetime: 4, most_themes: 3 }
    """
}
