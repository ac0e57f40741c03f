// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing
import ThematicCoding

@testable import Release

struct ReleaserTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  // G7
  @Test func `a testimony that is only to be read counts nowhere`() throws {
    let counted = try Coded.cohort(of: 45, ["blamed": 9, "punished": 20], in: stage.book)
    let silent = try Coded.cohort(
      of: 60, ["blamed": 60, "shelter": 60], from: 500, .readOnly, in: stage.book)
    let alone = try stage.released(stage.judge(counted))
    let together = try stage.released(stage.judge(counted + silent))
    #expect(together == alone)
    #expect(together.shownTotal == .about(45))
    #expect(together.shown("blamed") == .fewerThan(10))
  }

  @Test(arguments: [Permission.count, .retell, .quote])
  func `whoever allows more than reading is counted`(permission: Permission) throws {
    let coded = try Coded.cohort(of: 45, ["blamed": 20], permission, in: stage.book)
    #expect(try stage.released(stage.judge(coded)).shown("blamed") == .aboutHalf)
  }

  @Test func `a count of one person is never told from none or from nine`() throws {
    let pages = try [0, 1, 9].map { count in
      let summary = try stage.summary(of: 60, ["blamed": count, "punished": 30])
      let renderer = try stage.renderer()
      return [renderer.html(summary, in: .en), renderer.csv(summary), renderer.json(summary)]
    }
    #expect(pages[0] == pages[1])
    #expect(pages[0] == pages[2])
  }

  // G10
  @Test func `random cohorts give no figure for fewer than k, nor for a rest of fewer than k`()
    throws
  {
    var dice = FixedDice(state: 42)
    for _ in 0..<60 {
      let total = Int.random(in: 1...160, using: &dice)
      let counts = Dictionary(
        uniqueKeysWithValues: stage.book.themes.map {
          ($0.id, Int.random(in: 0...total, using: &dice))
        })
      let summary = try stage.summary(of: total, counts)
      for row in summary.rows {
        let count = counts[row.theme] ?? 0
        switch row.shown {
        case .withheld: #expect(total < 20)
        case .fewerThan(let limit): #expect(limit == 10 && count < 10)
        case .atLeast(let limit): #expect(limit == 10 && count >= 10 && total < 40)
        case .mostOrAll: #expect(total >= 40 && total - count < 15)
        case .some, .aboutHalf, .most, .about: #expect(count >= 10 && total - count >= 10)
        case .noisy: Issue.record("noise in a release without")
        }
      }
    }
  }

  @Test func `order within a band follows the codebook and not the counts`() throws {
    let one = try stage.summary(of: 60, ["blamed": 25, "punished": 35])
    let other = try stage.summary(of: 60, ["blamed": 35, "punished": 25])
    #expect(one == other)
    #expect(one.rows.prefix(2).map(\.theme) == ["blamed", "punished"])
  }

  @Test func `larger bands come first`() throws {
    let summary = try stage.summary(of: 60, ["blamed": 12, "punished": 45])
    #expect(summary.rows.prefix(2).map(\.theme) == ["punished", "blamed"])
  }

  @Test func `the order in which testimonies come changes nothing`() throws {
    let coded = try Coded.cohort(of: 140, ["blamed": 33, "punished": 71], in: stage.book)
    let forth = try stage.released(stage.judge(coded))
    #expect(try stage.released(stage.judge(coded.reversed())) == forth)
  }

  // G10
  @Test func `a testimony that stands twice is refused`() throws {
    let coded = try Coded.cohort(of: 30, [:], in: stage.book)
    #expect(stage.judge(coded + [coded[0]]).codes == [.countedTwice])
  }

  @Test func `a testimony coded with another codebook is refused`() throws {
    let other = try Coded.codebook { "Another \($0)" }
    let coded = try Coded.cohort(of: 30, ["blamed": 15], in: other)
    #expect(stage.judge(coded).codes == [.anotherCodebook])
  }

  @Test func `nobody to count is refused`() throws {
    let silent = try Coded.cohort(of: 30, [:], .readOnly, in: stage.book)
    #expect(stage.judge(silent).codes == [.nobodyToCount])
  }

  @Test func `a short rounding secret is refused`() throws {
    let coded = try Coded.cohort(of: 30, [:], in: stage.book)
    #expect(stage.judge(coded, secret: [1, 2, 3]).codes == [.weakSecret])
  }

  @Test(
    arguments: [
      (Stage.facts(today: "2026-03-29", lastSync: "2026-03-29"), .periodOpen),
      (Stage.facts(periods: "2026-02-30"..."2026-03-29"), .periodOpen),
      (Stage.facts(periods: "5 Jan"..."9 Jan"), .periodOpen),
      (Stage.facts(lastSync: "2026-04-02"), .staleWithdrawals),
      (Stage.facts(lastSync: "2026-04-11"), .staleWithdrawals),
      (Stage.facts(lastRelease: "2026-03-12"), .tooSoon),
      (Stage.facts(lastRelease: "2026-04-11"), .tooSoon),
      (Stage.facts(lastRelease: "lately"), .tooSoon),
      (Stage.facts(title: " "), .unfitName),
      (Stage.facts(title: "turned \u{202E} around"), .unfitName),
      (Stage.facts(collector: "two\nlines"), .unfitName),
      (Stage.facts(name: "../up"), .unfitName),
      (Stage.facts(title: String(repeating: "a", count: 121)), .unfitName),
    ] as [(CampaignFacts, ReleaseRefusal.Code)])
  func `facts that do not fit are refused by name`(
    facts: CampaignFacts, code: ReleaseRefusal.Code
  ) throws {
    let coded = try Coded.cohort(of: 30, [:], in: stage.book)
    #expect(stage.judge(coded, campaign: facts).codes == [code])
  }

  @Test func `withdrawals fetched seven days ago are fresh enough`() throws {
    let facts = Stage.facts(lastSync: "2026-04-03")
    let coded = try Coded.cohort(of: 30, [:], in: stage.book)
    #expect(stage.judge(coded, campaign: facts).codes.isEmpty)
  }

  @Test func `thirty days after the last release the next one is fine`() throws {
    let coded = try Coded.cohort(of: 30, [:], in: stage.book)
    let facts = Stage.facts(lastRelease: "2026-03-11")
    #expect(stage.judge(coded, campaign: facts).codes == [])
  }

  @Test func `every reason is told at once`() throws {
    let decision = stage.judge([], campaign: Stage.facts(title: "", today: "2026-01-06"))
    #expect(
      decision.codes == [.unfitName, .periodOpen, .staleWithdrawals, .nobodyToCount])
  }
}

/// Dice that fall alike in every run (SplitMix64).
struct FixedDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
