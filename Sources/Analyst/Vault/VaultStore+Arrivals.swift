// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
public import SealedBundle
public import TestimonyModel

extension VaultStore {
  /// What came here of a campaign's bundles, for an intake that was restored from an older copy; nil before the first.
  /// - Throws: ``VaultError/intakeNotTrusted``, ``VaultError/unknownCampaign``, ``VaultError/cannotOpen``.
  public func arrivals(of campaign: Campaign) throws(VaultError) -> Arrivals? {
    guard let intake = try trustedIntake(of: campaign) else { throw .intakeNotTrusted }
    let last = try lastBundle(of: campaign)
    guard last.sequence > 0 else { return nil }
    return Arrivals(
      campaign: campaign.id, intake: intake, last: last,
      records: try records(in: "testimony", of: campaign),
      withdrawals: try records(in: "withdrawn", of: campaign),
      gone: try records(in: "hole", of: campaign))
  }

  private func records(
    in table: String, of campaign: Campaign
  ) throws(VaultError) -> [[UInt8]] {
    try read { db in
      try Data.fetchAll(
        db, sql: "SELECT record FROM \(table) WHERE campaign = ? ORDER BY record",
        arguments: [Data(campaign.id)])
    }.map(Array.init)
  }
}
