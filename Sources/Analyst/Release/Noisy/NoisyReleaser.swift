// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import DifferentialPrivacy
public import ThematicCoding

/// Makes a release with discrete Laplace noise, and pays for it. (Opt-in; useful from 150 people on.)
///
/// The unit of privacy is one testimony, added or left out; one person may have written two. Delta is
/// 0. A tenth of the cost goes to the total, the rest to the themes.
public struct NoisyReleaser: Sendable {
  private let policy: ReleasePolicy
  private let codebook: Codebook
  private let rounding: SeededRounding
  /// What noisy counts are rounded to.
  private static let step = 5

  /// A releaser under one policy and one codebook.
  /// - Parameters:
  ///   - policy: the limits in force.
  ///   - codebook: the themes in force.
  ///   - roundingSecret: the vault's secret; chooses which themes of a long list count.
  public init(policy: ReleasePolicy, codebook: Codebook, roundingSecret: [UInt8]) {
    self.policy = policy
    self.codebook = codebook
    rounding = SeededRounding(secret: roundingSecret)
  }

  /// One noisy release, or nothing spent.
  /// - Parameters:
  ///   - coded: every testimony of the scope; those only to be read are not counted.
  ///   - publicTotal: about how many answered, as is public already. Judging the secret number here
  ///     would tell it by the answer.
  ///   - mode: how this scope releases so far; nothing before its first release.
  ///   - budget: what the scope has spent; charged when a release is made.
  ///   - words: ``FreshWords`` for anything that is published.
  /// - Returns: the table, paid for.
  /// - Throws: ``NoisyError`` with the reason.
  public func release(
    _ coded: [CodedTestimony], publicTotal: Int, mode: ScopeMode?, budget: inout PrivacyBudget,
    words: inout some RandomWords
  ) throws(NoisyError) -> NoisyTable {
    try gate(publicTotal, mode)
    var charged = budget
    do { try charged.spend(policy.noise.perRelease) } catch {
      throw .refused(Self.refusal(.budgetSpent, "the privacy budget of this scope is spent"))
    }
    let table: NoisyTable
    do { table = try draw(coded, &words) } catch { throw .noRandomness }
    budget = charged
    return table
  }

  private func gate(_ publicTotal: Int, _ mode: ScopeMode?) throws(NoisyError) {
    guard mode == nil || mode == .noisy else {
      throw .refused(Self.refusal(.mixedModes, "this scope has released without noise"))
    }
    guard publicTotal >= policy.noise.minimum else {
      throw .refused(
        Self.refusal(
          .tooFewForNoise, "noise would hide fewer than \(policy.noise.minimum) people's answers"))
    }
  }

  private func draw(
    _ coded: [CodedTestimony], _ words: inout some RandomWords
  ) throws(PrimitiveError) -> NoisyTable {
    let counts = ThemeClamp(most: policy.noise.mostThemes, rounding: rounding).counts(coded)
    let (forTotal, forThemes) = try rates()
    let total = try noisy(Cohort(coded).total, forTotal, &words)
    var rows: [NoisyRow] = []
    for theme in codebook.themes {
      rows.append(
        NoisyRow(theme: theme.id, count: try noisy(counts[theme.id] ?? 0, forThemes, &words)))
    }
    return NoisyTable(
      total: total, totalHalfWidth: forTotal.halfWidth95(roundedTo: Self.step), rows: rows,
      rowHalfWidth: forThemes.halfWidth95(roundedTo: Self.step), epsilon: policy.noise.perRelease,
      mostThemes: policy.noise.mostThemes)
  }

  // The policy's limits keep both rates within the sampler's.
  private func rates() throws(PrimitiveError) -> (DiscreteLaplace, DiscreteLaplace) {
    guard let tenth = Rational(1, over: 10),
      let share = Rational(9, over: 10 * policy.noise.mostThemes),
      let total = DiscreteLaplace(rate: policy.noise.perRelease * tenth),
      let themes = DiscreteLaplace(rate: policy.noise.perRelease * share)
    else { throw .libraryFailure }
    return (total, themes)
  }

  private func noisy(
    _ count: Int, _ laplace: DiscreteLaplace, _ words: inout some RandomWords
  ) throws(PrimitiveError) -> Int {
    let sum = max(0, count + (try laplace.draw(from: &words)))
    return (sum + Self.step / 2) / Self.step * Self.step
  }

  /// What checks look at before anything is drawn; it has no figures yet.
  func draft(_ coded: [CodedTestimony], _ campaign: CampaignFacts) -> ReleaseDraft {
    ReleaseDraft(
      policy: policy, codebook: codebook, campaign: campaign, coded: coded,
      secretLength: rounding.secret.count, total: Cohort(coded).total, figures: [], mode: .noisy)
  }

  /// The rows as figures; the count beside each is the noisy one, no other leaves this stage.
  func figures(_ table: NoisyTable) -> [Figure] {
    zip(codebook.themes, table.rows).map { theme, row in
      Figure(
        theme: theme, count: row.count, shown: .noisy(row.count, within: table.rowHalfWidth))
    }
  }

  private static func refusal(_ code: ReleaseRefusal.Code, _ reason: String) -> ReleaseRefusal {
    ReleaseRefusal(
      code: code, reason: reason, hint: "release without figures, or under a new scope's rules")
  }
}
