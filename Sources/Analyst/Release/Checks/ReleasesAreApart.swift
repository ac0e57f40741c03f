// SPDX-License-Identifier: Apache-2.0

/// Refuses figures soon after the last ones. (G10)
///
/// Cohorts are disjoint, so nothing can be subtracted; but whoever knows when somebody told her
/// story learns less from a long period than from a short one.
struct ReleasesAreApart: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard let last = draft.campaign.lastRelease else { return .passes }
    let fewest = draft.policy.minimumDaysBetweenReleases
    guard let today = CalendarDay(draft.campaign.today), let last = CalendarDay(last),
      today.number - last.number >= fewest
    else {
      return .fails(
        ReleaseRefusal(
          code: .tooSoon,
          reason: "the last release was on \(last), less than \(fewest) days ago",
          hint: "wait; `ovoz report copy` writes the last one again"))
    }
    return .passes
  }
}
