// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import IntakeStore
import SealedBundle
import Sealing
public import TestimonyModel

/// Writes what a plan says into a bundle: for a stick, or for the wire.
public struct BundlePacking {
  private let inbox: SQLiteInbox
  private let campaign: Campaign

  /// Packs for one campaign from its inbox.
  public init(_ inbox: SQLiteInbox, of campaign: Campaign) {
    (self.inbox, self.campaign) = (inbox, campaign)
  }

  /// How long the bundle is at most, in bytes, without packing it.
  public func length(of plan: BundlePlan) throws(IntakeStoreError) -> Int {
    let holes = try inbox.holes(in: plan)
    let whole = SealedTestimony.length(in: campaign.form) + Self.around
    return BundleHeader.length + (plan.records - holes) * whole
      + (holes + plan.withdrawals + 2) * Self.around
  }

  /// What an entry has besides a testimony is shorter than this, and so is the end (BundleFormat §2).
  private static let around = 96

  /// Hands over the bundle's bytes, about 1 MiB at a time; gives its digest.
  public func write(
    _ plan: BundlePlan, by key: borrowing Signing.PrivateKey,
    to output: @escaping ([UInt8]) throws -> Void
  ) throws -> [UInt8] {
    let header = BundleHeader(
      campaign: campaign.id, sequence: plan.sequence, previous: plan.previous,
      recordLength: UInt32(SealedTestimony.length(in: campaign.form)),
      records: UInt64(plan.records), signer: key.publicKey)
    var writer = BundleWriter(header, output: output)
    try inbox.forEachTestimony(in: plan) { item in
      switch item {
      case .sealed(let sealed, let epoch, let lane):
        try writer.add(sealed, epoch: epoch, lane: lane)
      case .hole(let record, let commitment, let epoch, let lane):
        try writer.addHole(record: record, commitment: commitment, epoch: epoch, lane: lane)
      }
    }
    for record in try inbox.withdrawals(in: plan) { try writer.addWithdrawal(of: record) }
    return try writer.finish(key)
  }

  /// The periods that are closed on a day: what came before the first number goes into a bundle, and what came without
  /// a slip before the second.
  ///
  /// Testimonies without a slip wait longer, so that a flood can be noticed; once the campaign is over they wait no more.
  public static func closed(
    _ campaign: Campaign, on day: Day, delay: Int
  ) -> (epoch: Int, openLane: Int) {
    let epoch = campaign.openEpoch(on: day)
    let isOver = epoch > campaign.epoch(of: campaign.closes)
    return (epoch, isOver ? epoch : epoch - delay)
  }
}
