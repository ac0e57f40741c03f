// SPDX-License-Identifier: Apache-2.0

/// Refuses a release that may count someone who has withdrawn since. (G6)
struct WithdrawalsAreFresh: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let limit = draft.policy.maximumDaysSinceSync
    guard let today = CalendarDay(draft.campaign.today),
      let sync = CalendarDay(draft.campaign.lastSync),
      // A sync after today means a wrong clock: then nothing is known about freshness.
      (0...limit).contains(today.number - sync.number)
    else {
      return .fails(
        ReleaseRefusal(
          code: .staleWithdrawals, reason: "withdrawals were fetched more than \(limit) days ago",
          hint: "import a new bundle, then release again"))
    }
    return .passes
  }
}
