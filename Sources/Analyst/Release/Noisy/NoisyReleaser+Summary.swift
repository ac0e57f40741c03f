// SPDX-License-Identifier: Apache-2.0

public import DifferentialPrivacy
public import ThematicCoding

extension NoisyReleaser {
  private static var checks: [any ReleaseCheck] {
    [
      NamesAreFit(), PeriodIsClosed(), WithdrawalsAreFresh(), ReleasesAreApart(), SecretIsLong(),
      EachCountedOnce(), OneCodebook(), SomebodyToCount(),
    ]
  }

  /// A noisy release as a summary: figures of themes only, each with its noise. (G10; opt-in)
  ///
  /// Everything is checked before the first draw: a refusal costs nothing.
  /// - Parameters:
  ///   - coded: every testimony of the closed periods; those only to be read are not counted.
  ///   - campaign: what the organisers say of it.
  ///   - publicTotal: about how many answered, as is public already.
  ///   - budget: what the campaign has spent; charged with a release.
  ///   - words: ``FreshWords`` for anything that is published.
  /// - Returns: the summary, paid for, or every reason against it.
  /// - Throws: ``NoisyError/noRandomness``; nothing was spent.
  public func judge(
    _ coded: [CodedTestimony], campaign: CampaignFacts, publicTotal: Int,
    budget: inout PrivacyBudget, words: inout some RandomWords
  ) throws(NoisyError) -> ReleaseDecision {
    var draft = draft(coded, campaign)
    let refusals = Self.checks.compactMap { check -> ReleaseRefusal? in
      guard case .fails(let refusal) = check.verdict(on: draft) else { return nil }
      return refusal
    }
    guard refusals.isEmpty else { return .refused(refusals) }
    let table: NoisyTable
    do {
      table = try release(
        coded, publicTotal: publicTotal, mode: .noisy, budget: &budget, words: &words)
    } catch .refused(let refusal) { return .refused([refusal]) }
    draft.noisyTotal = .noisy(table.total, within: table.totalHalfWidth)
    draft.mostThemes = table.mostThemes
    return .released(Summary(draft.with(figures(table))))
  }
}
