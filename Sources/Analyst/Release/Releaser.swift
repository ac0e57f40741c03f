// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// Decides what of a closed cohort may leave the analyst's machine, and makes it. (G10)
///
/// Publish-once: each testimony belongs to one release only. The vault keeps which; this stage
/// counts what it is given.
public struct Releaser: Sendable {
  private let policy: ReleasePolicy
  private let codebook: Codebook
  private let rounding: SeededRounding
  private let checks: [any ReleaseCheck] = [
    NamesAreFit(), PeriodIsClosed(), WithdrawalsAreFresh(), ReleasesAreApart(), SecretIsLong(),
    EachCountedOnce(), OneCodebook(), SomebodyToCount(), FactsAreKnown(), TwoWayIsListed(),
    NoDangerousCombination(), FiguresHideSmallGroups(), TablesHideSmallGroups(),
  ]

  /// A releaser under one policy and one codebook.
  /// - Parameters:
  ///   - policy: the thresholds in force.
  ///   - codebook: the themes in force.
  ///   - roundingSecret: 32 bytes or more that stay in the vault, the same for every release of a
  ///     campaign.
  public init(policy: ReleasePolicy, codebook: Codebook, roundingSecret: [UInt8]) {
    self.policy = policy
    self.codebook = codebook
    rounding = SeededRounding(secret: roundingSecret)
  }

  /// Counts those who allowed it, hides what is small, checks the result, and releases or refuses.
  /// - Parameters:
  ///   - coded: every testimony of the cohort, each once.
  ///   - campaign: what the organisers say of it.
  ///   - twoWay: the one two-way table to make, if any; the policy has to list it.
  /// - Returns: the summary, or every reason against it.
  public func judge(
    _ coded: [CodedTestimony], campaign: CampaignFacts, twoWay: TwoWayVariables? = nil
  ) -> ReleaseDecision {
    let draft = draft(coded, campaign: campaign, twoWay: twoWay)
    let refusals = checks.compactMap { check -> ReleaseRefusal? in
      guard case .fails(let refusal) = check.verdict(on: draft) else { return nil }
      return refusal
    }
    guard refusals.isEmpty else { return .refused(refusals) }
    return .released(Summary(draft))
  }

  private func draft(
    _ coded: [CodedTestimony], campaign: CampaignFacts, twoWay: TwoWayVariables?
  ) -> ReleaseDraft {
    let cohort = Cohort(coded, facts: policy.facts)
    let maker = FactTableMaker(policy: policy, rounding: rounding)
    let crossing = TwoWayMaker(policy: policy, rounding: rounding)
    let themes = Set(codebook.themes.map(\.id))
    return ReleaseDraft(
      policy: policy, codebook: codebook, campaign: campaign, coded: coded,
      secretLength: rounding.secret.count, total: cohort.total,
      figures: codebook.themes.map { figure($0, in: cohort) },
      facts: policy.facts.map { maker.table(of: $0, in: cohort) }, askedTwoWay: twoWay,
      twoWay: twoWay.flatMap { crossing.table($0, in: cohort, themes: themes) })
  }

  private func figure(_ theme: Theme, in cohort: Cohort) -> Figure {
    let people = cohort.contributors(to: theme.id)
    let draw = rounding.draw(cell: theme.id, contributors: people)
    let shown = DisplayRule(policy: policy).show(people.count, of: cohort.total, draw: draw)
    return Figure(theme: theme, count: people.count, shown: shown)
  }
}
