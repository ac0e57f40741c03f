// SPDX-License-Identifier: Apache-2.0

/// Refuses open data: a page made twice while answers come in could be subtracted.
struct PeriodIsClosed: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let campaign = draft.campaign
    guard let first = CalendarDay(campaign.periods.lowerBound),
      let last = CalendarDay(campaign.periods.upperBound), first <= last,
      let today = CalendarDay(campaign.today)
    else { return refusal("a date is not of the form 2026-03-01", "write the dates again") }
    guard last < today else {
      return refusal(
        "the intake period is not over", "release after \(campaign.periods.upperBound)")
    }
    return .passes
  }

  private func refusal(_ reason: String, _ hint: String) -> ReleaseVerdict {
    .fails(ReleaseRefusal(code: .periodOpen, reason: reason, hint: hint))
  }
}
