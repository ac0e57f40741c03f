// SPDX-License-Identifier: Apache-2.0

import DifferentialPrivacy
import Release
import ThematicCoding
import Vault

extension Cohort {
  /// Asks the release policy; a refusal names every reason.
  func judge(named name: String, _ options: ReportOptions) throws -> JudgedRelease {
    let facts = try facts(name, options)
    guard scope.mode != .publishOnce else { return try judgeOnce(facts, options) }
    guard try options.crossing() == nil else {
      throw Failure(
        "a two-way table goes with publish-once only", hint: "leave --two-way out", code: 20)
    }
    let policy = try options.policy()
    let state =
      scope.state
      ?? ScopeState(
        scope.mode, policy: policy, codebook: workbench.codebook, since: facts.periods.lowerBound)
    guard var state, state.belongs(to: policy, workbench.codebook) else {
      throw Failure(
        "this campaign's figures belong to another release policy or codebook",
        hint: "take those of its first release, or begin another campaign", code: 20)
    }
    switch state.figures {
    case .growing(var figures):
      let releaser = CumulativeReleaser(
        policy: policy, codebook: workbench.codebook,
        roundingSecret: workbench.vault.roundingSecret)
      let decision = releaser.judge(coded, campaign: facts, scope: &figures)
      state.figures = .growing(figures)
      return try growing(released(decision), state)
    case .noisy(var budget):
      let decision = try noisy(facts, policy, options, &budget)
      state.figures = .noisy(budget)
      return try counting(released(decision), state)
    }
  }

  private func judgeOnce(_ facts: CampaignFacts, _ options: ReportOptions) throws -> JudgedRelease {
    let releaser = Releaser(
      policy: try options.policy(), codebook: workbench.codebook,
      roundingSecret: workbench.vault.roundingSecret)
    let decision = releaser.judge(coded, campaign: facts, twoWay: try options.crossing())
    return try counting(released(decision), nil)
  }

  private func noisy(
    _ facts: CampaignFacts, _ policy: ReleasePolicy, _ options: ReportOptions,
    _ budget: inout PrivacyBudget
  ) throws -> ReleaseDecision {
    guard let publicTotal = options.publicTotal else {
      throw Failure(
        "a noisy release has to be told how many answered, as is public already",
        hint: "add --public-total; the secret number must not decide", code: 64)
    }
    let releaser = NoisyReleaser(
      policy: policy, codebook: workbench.codebook, roundingSecret: workbench.vault.roundingSecret)
    var words = FreshWords()
    return try releaser.judge(
      coded, campaign: facts, publicTotal: publicTotal, budget: &budget, words: &words)
  }

  /// Those who allowed counting; a page without figures counts nobody.
  private func counting(_ summary: Summary, _ state: ScopeState?) -> JudgedRelease {
    let people = summary.narrativeOnly ? [] : coded.filter { $0.permission != .readOnly }
    // Whoever may only be read was looked at for this release as well, and waits for no other.
    let seen = summary.narrativeOnly ? [] : coded.map(\.id)
    return JudgedRelease(
      summary: summary, counted: people.map(\.id), marked: uncounted(seen),
      named: { theme in people.filter { $0.themes.contains(theme) }.map(\.id) }, state: state)
  }

  private func growing(_ summary: Summary, _ state: ScopeState) -> JudgedRelease {
    JudgedRelease(
      summary: summary, counted: state.contributors, marked: uncounted(state.contributors),
      named: state.contributors(to:), state: state)
  }

  private func released(_ decision: ReleaseDecision) throws -> Summary {
    switch decision {
    case .released(let summary): return summary
    case .refused(let refusals): throw Self.failure(refusals)
    }
  }
}
