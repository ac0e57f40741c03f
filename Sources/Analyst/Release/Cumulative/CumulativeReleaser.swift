// SPDX-License-Identifier: Apache-2.0

public import ThematicCoding

/// Releases figures that grow from one release to the next, under the joint rule. (G10; opt-in)
///
/// No tables of facts and no two-way table: they would be subtracted from one release to the next.
public struct CumulativeReleaser: Sendable {
  private let policy: ReleasePolicy
  private let codebook: Codebook
  private let secret: [UInt8]
  private let checks: [any ReleaseCheck] = [
    NamesAreFit(), PeriodIsClosed(), WithdrawalsAreFresh(), ReleasesAreApart(), SecretIsLong(),
    EachCountedOnce(), OneCodebook(), GrowthHasBegun(),
  ]

  /// A releaser under one policy and one codebook.
  /// - Parameters:
  ///   - policy: the thresholds in force.
  ///   - codebook: the themes in force.
  ///   - roundingSecret: 32 bytes or more from the vault, the same for the scope's whole life.
  public init(policy: ReleasePolicy, codebook: Codebook, roundingSecret: [UInt8]) {
    (self.policy, self.codebook, secret) = (policy, codebook, roundingSecret)
  }

  /// Takes in what closed periods hold now, and releases or refuses.
  /// - Parameters:
  ///   - coded: every testimony of the closed periods, counted before or not.
  ///   - campaign: what the organisers say of it; the periods reach from the first release's.
  ///   - scope: the campaign's state; it changes only with a release.
  /// - Returns: the summary, or every reason against it.
  public func judge(
    _ coded: [CodedTestimony], campaign: CampaignFacts, scope: inout CumulativeScope
  ) -> ReleaseDecision {
    let closed = coded.filter { Cohort.mayBeCounted($0.permission) }
    var next = scope
    next.update(
      with: Dictionary(closed.map { ($0.id, $0.themes) }, uniquingKeysWith: { first, _ in first }),
      themes: codebook.themes.map(\.id))
    let draft = draft(coded, campaign, next)
    var refusals = checks.compactMap { check -> ReleaseRefusal? in
      guard case .fails(let refusal) = check.verdict(on: draft) else { return nil }
      return refusal
    }
    if !areSafe(draft.figures, next) { refusals.append(Self.fault(policy)) }
    guard refusals.isEmpty else { return .refused(refusals) }
    scope = next
    return .released(Summary(draft))
  }

  private func draft(
    _ coded: [CodedTestimony], _ campaign: CampaignFacts, _ scope: CumulativeScope
  ) -> ReleaseDraft {
    let figures = codebook.themes.map { theme in
      Figure(
        theme: theme, count: scope.cell(theme.id)?.named.count ?? 0,
        shown: scope.shown(theme.id, policy: policy, roundingSecret: secret))
    }
    return ReleaseDraft(
      policy: policy, codebook: codebook, campaign: campaign, coded: coded,
      secretLength: secret.count, total: scope.total, figures: figures, mode: .cumulative)
  }

  /// Each figure once more, against the people of its own moment.
  private func areSafe(_ figures: [Figure], _ scope: CumulativeScope) -> Bool {
    figures.allSatisfy { figure in
      guard let cell = scope.cell(figure.theme.id) else { return figure.shown == .withheld }
      return FiguresHideSmallGroups().isSafe(
        figure.shown, figure.count, of: cell.named.count + cell.others.count, under: policy)
    }
  }

  private static func fault(_ policy: ReleasePolicy) -> ReleaseRefusal {
    ReleaseRefusal(
      code: .smallGroup, reason: "a figure would tell of fewer than \(policy.k) people",
      hint: "this is a fault of the program: do not release, report it")
  }
}

/// Refuses figures that grow before there are enough people to begin with.
struct GrowthHasBegun: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard draft.total == 0 else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .tooFewToGrow,
        reason: "figures that grow begin with \(draft.policy.minimumForCounts) people",
        hint: "wait for more, or release each testimony once with --mode publish-once"))
  }
}
