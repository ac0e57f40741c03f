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

  /// A warning, or nil where nothing leaves soon.
  ///
  /// Where vaults say what they have, whatever is still here was not acknowledged; a stick says nothing.
  var warning: String? {
    guard let inbox = InboxGlance(folder: settings.state) else { return nil }
    let epoch = Outbox.expired(
      campaign, on: Day(number: today.number + Self.ahead), after: settings.retentionDays)
    let acknowledges = settings.takesPulls && settings.acknowledged == .leave
    guard let count = try? inbox.waiting(before: epoch, alsoBundled: acknowledges), count > 0 else {
      return nil
    }
    return
      "\(count) testimonies leave within \(Self.ahead) days and no vault has them: tell the analysts to pull, or make a bundle"
  }
}
