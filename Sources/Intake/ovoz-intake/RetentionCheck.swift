// SPDX-License-Identifier: Apache-2.0

import Foundation
import IntakeServer
import IntakeStore
import TestimonyModel

/// Says ahead of time that testimonies are about to leave although nobody fetched them.
struct RetentionCheck {
  /// How many days ahead.
  static let ahead = 30

  let settings: IntakeSettings
  let campaign: Campaign
  let today: Day

  /// What to look after before anything leaves; nothing where nothing leaves soon.
  var warnings: [String] {
    guard let inbox = InboxGlance(folder: settings.state) else { return [] }
    return [leaving(inbox), doubt(inbox)].compactMap(\.self)
  }

  private func leaving(_ inbox: InboxGlance) -> String? {
    let before = settings.rules.expired(campaign, on: Day(number: today.number + Self.ahead))
    let count = try? inbox.waiting(
      before: before.epoch, openLane: before.openLane, alsoBundled: settings.hearsOfArrivals)
    guard let count, count > 0 else { return nil }
    return
      "\(count) testimonies leave within \(Self.ahead) days and no vault has them: tell the analysts to pull, or make a bundle"
  }

  /// The date is far from the last one on which the intake ran.
  private func doubt(_ inbox: InboxGlance) -> String? {
    let (holds, last) = ClockWatch.follows(
      today, in: settings.state, retentionDays: settings.retentionDays)
    let count = try? inbox.waiting(before: .max, alsoBundled: true)
    guard !holds, count ?? 0 > 0 else { return nil }
    let file = settings.state.appending(path: ClockWatch.name).path
    let known =
      last.map { "the last day on which this intake ran is \($0)" } ?? "no earlier day is known"
    return
      "\(known), and today is \(today): until it has run for a week nothing leaves by its age; set the clock, or, where the date is right: date -u +%F > \(file)"
  }
}
