// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import DifferentialPrivacy
import Foundation
import Testing
import ThematicCoding

@testable import Release

// G10
struct ScopeTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func `figures that grow begin with a hundred people and stay while fewer than ten come`()
    throws
  {
    var scope = CumulativeScope(policy: stage.policy)
    #expect(try grow(99, 40, &scope).codes == [.tooFewToGrow])
    let first = try stage.released(grow(100, 40, &scope))
    #expect(first.mode == .cumulative && first.shown("blamed") == .about(40))
    #expect(first.facts.isEmpty && first.twoWay == nil)
    // Nine more people, all of whom name the theme: neither total nor figure may move.
    let second = try stage.released(grow(109, 49, &scope))
    #expect(second.shown("blamed") == .about(40) && second.shownTotal == first.shownTotal)
    let third = try stage.released(grow(140, 60, &scope))
    #expect(third.shown("blamed") == .about(60) && third.shownTotal == .about(140))
  }

  @Test func `a refusal leaves the scope as it was`() throws {
    var scope = CumulativeScope(policy: stage.policy)
    _ = try grow(100, 40, &scope)
    let before = scope
    let refused = try grow(140, 60, &scope, Stage.facts(title: ""))
    #expect(refused.codes == [.unfitName] && scope == before)
  }

  @Test func `who was counted stays counted after withdrawing`() throws {
    var scope = CumulativeScope(policy: stage.policy)
    _ = try grow(120, 40, &scope)
    let after = try stage.released(grow(110, 40, &scope))
    #expect(after.shownTotal == .about(120))
  }

  @Test func `noise is in every figure, and the page says so in each language`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    let summary = try stage.released(noisy(400, 200, &budget))
    #expect(budget.spent == Rational(1) && summary.mode == .noisy && summary.mostThemes == 3)
    for row in summary.rows {
      guard case .noisy(let count, let within) = row.shown else {
        Issue.record("\(row.shown)")
        continue
      }
      #expect(count.isMultiple(of: 5) && (10...11).contains(within))
    }
    #expect(summary.shownThemes.isEmpty && summary.facts.isEmpty)
    for (language, words) in [
      (Language.en, "19 times of 20"), (.ru, "В 19 случаях из 20"), (.tg, "Дар 19 ҳолат аз 20"),
      (.uz, "20 holatdan 19"),
    ] {
      let page = try stage.renderer().html(summary, in: language)
      #expect(page.contains(words) && !page.contains("{within}"), "\(language)")
    }
    let json = try stage.renderer().json(summary)
    #expect(json.contains("\"status\" : \"noisy\"") && json.contains("\"mode\" : \"noisy\""))
  }

  @Test func `a noisy release that is refused costs nothing, and the fifth is refused`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    #expect(try noisy(400, 200, &budget, facts: Stage.facts(title: "")).codes == [.unfitName])
    #expect(try noisy(400, 200, &budget, publicTotal: 149).codes == [.tooFewForNoise])
    #expect(budget.spent == Rational(0))
    for _ in 0..<4 { _ = try stage.released(noisy(200, 100, &budget)) }
    #expect(try noisy(400, 200, &budget).codes == [.budgetSpent])
  }

  @Test func `one unread answer, or many, change no byte where figures grow or carry noise`() throws
  {
    let growing = try [0, 1, 12].map { leftOut in
      var scope = CumulativeScope(policy: stage.policy)
      return try stage.released(grow(120, 40, &scope, Stage.facts(leftOut: leftOut)))
    }
    let withNoise = try [0, 1, 12].map { leftOut in
      var (budget, words) = (PrivacyBudget(lifetime: stage.policy.noise.lifetime), SameWords())
      return try stage.released(
        noisy(200, 100, &budget, facts: Stage.facts(leftOut: leftOut), words: &words))
    }
    for summaries in [growing, withNoise] {
      let files = try summaries.map { try stage.files(RoomContent(summary: $0)) }
      #expect(files[0] == files[1] && files[0] == files[2])
      #expect(files[0]["summary.json"]?.contains("\"leftOut\" : null") == true)
      for language in Language.allCases {
        let sentence = stage.messages.text(.methodUnread, in: language)
        #expect(files[0]["summary.\(language.rawValue).html"]?.contains(sentence) == true)
      }
    }
  }

  @Test func `a promise keeps its theme beside noise, where every row stands anyway`() throws {
    var budget = PrivacyBudget(lifetime: stage.policy.noise.lifetime)
    let summary = try stage.released(noisy(400, 200, &budget))
    let promises = try stage.sheet(Stage.row(Stage.promised)).commitments
    let content = RoomContent(summary: summary, commitments: promises)
    #expect(content.withoutTheme == [] && content.commitments == promises)
  }

  @Test func `a state survives being kept, and publish-once has none`() throws {
    #expect(
      ScopeState(.publishOnce, policy: stage.policy, codebook: stage.book, since: "2026-01-05")
        == nil)
    var state = try #require(
      ScopeState(.cumulative, policy: stage.policy, codebook: stage.book, since: "2026-01-05"))
    var scope = CumulativeScope(policy: stage.policy)
    _ = try grow(100, 40, &scope)
    state.figures = .growing(scope)
    #expect(state.mode == .cumulative && state.contributors.count == 100)
    #expect(state.contributors(to: "blamed").count == 40)
    #expect(state.belongs(to: stage.policy, stage.book))
    let raised = try Coded.config("release-policy.yaml").replacingOccurrences(
      of: "round_base: 5", with: "round_base: 10")
    let other = try ReleasePolicy(parsing: raised, file: "p.yaml")
    #expect(!state.belongs(to: other, stage.book))
    let kept = try JSONDecoder().decode(ScopeState.self, from: JSONEncoder().encode(state))
    #expect(kept == state)
  }

  private func grow(
    _ total: Int, _ named: Int, _ scope: inout CumulativeScope,
    _ facts: CampaignFacts = Stage.facts()
  ) throws -> ReleaseDecision {
    let coded = try Coded.cohort(of: total, ["blamed": named], in: stage.book)
    return CumulativeReleaser(
      policy: stage.policy, codebook: stage.book, roundingSecret: Array(repeating: 7, count: 32)
    ).judge(coded, campaign: facts, scope: &scope)
  }

  private func noisy(
    _ total: Int, _ named: Int, _ budget: inout PrivacyBudget, publicTotal: Int = 150,
    facts: CampaignFacts = Stage.facts()
  ) throws -> ReleaseDecision {
    var words = FreshWords()
    return try noisy(total, named, &budget, publicTotal: publicTotal, facts: facts, words: &words)
  }

  private func noisy(
    _ total: Int, _ named: Int, _ budget: inout PrivacyBudget, publicTotal: Int = 150,
    facts: CampaignFacts, words: inout some RandomWords
  ) throws -> ReleaseDecision {
    let coded = try Coded.cohort(of: total, ["blamed": named], in: stage.book)
    return try NoisyReleaser(
      policy: stage.policy, codebook: stage.book, roundingSecret: Array(repeating: 7, count: 32)
    ).judge(
      coded, campaign: facts, publicTotal: publicTotal, budget: &budget, words: &words)
  }
}

/// The same draws each time (SplitMix64), so that two noisy releases can be compared.
private struct SameWords: RandomWords {
  private var state: UInt64 = 0

  mutating func next() throws(PrimitiveError) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
