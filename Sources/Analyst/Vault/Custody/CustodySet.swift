// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
public import SecretSharing
public import TestimonyModel

/// What the vault keeps of a splitting: who holds a share, by what each is told, and the opening key under the
/// key that they hold together (ShareFormat §2).
///
/// The shares are of a fresh key that wraps the opening key, not of the opening key itself: a new set needs a new
/// wrapping only, and with the old wrapping gone the old shares open nothing.
public struct CustodySet: Codable, Sendable {
  let ovoz: String
  let version: Int
  let campaign: String
  let publicKey: String
  let set: String
  /// How many shares open.
  public let threshold: Int
  /// Who holds the shares, in the order of their numbers.
  public let custodians: [String]
  let commitments: [String]
  private var sealed = ""

  static let kind = "custody set"

  /// Splits an opening key among custodians.
  /// - Returns: the set for the vault, and one share for each custodian.
  /// - Throws: ``VaultError/badThreshold`` for fewer than two of at most 255; ``VaultError/cannotWrite`` where
  ///   there is no randomness.
  public static func split(
    _ key: borrowing OpeningKey, of campaign: Campaign, threshold: Int, custodians: [String]
  ) throws(VaultError) -> (set: CustodySet, shares: [CustodyShare]) {
    guard (2...255).contains(custodians.count), (2...custodians.count).contains(threshold) else {
      throw .badThreshold
    }
    do {
      let id = try RandomBytes.fresh(16)
      let together = try RandomBytes.secret(32)
      let points = try Shamir.split(together, threshold: threshold, count: custodians.count)
      let shares = points.map { point in
        CustodyShare(
          place: SharePlace(
            campaign: campaign.id, set: id, threshold: threshold, count: custodians.count,
            index: Int(point.index)), point: point)
      }
      var set = CustodySet(
        campaign: campaign, set: id, threshold: threshold, custodians: custodians,
        commitments: shares.map(\.commitment))
      set.sealed = try PassphraseLock.seal(
        key.scalar, under: set.wrapping(together), associated: set.associated)
      return (set, shares)
    } catch { throw .cannotWrite }
  }

  private init(
    campaign: Campaign, set: [UInt8], threshold: Int, custodians: [String],
    commitments: [[UInt8]]
  ) {
    ovoz = Self.kind
    version = 1
    self.campaign = Hex.text(campaign.id)
    publicKey = Hex.text(campaign.publicKey)
    self.set = Hex.text(set)
    self.threshold = threshold
    self.custodians = custodians
    self.commitments = commitments.map { Hex.text($0) }
  }

  /// Reads the set of a campaign.
  /// - Throws: ``VaultError/keyFileUnreadable``.
  public init(json: [UInt8], of campaign: Campaign) throws(VaultError) {
    guard let file = try? JSONDecoder().decode(Self.self, from: Data(json)),
      file.ovoz == Self.kind, file.version == 1, file.campaign == Hex.text(campaign.id),
      file.publicKey == Hex.text(campaign.publicKey), Hex.bytes(file.set)?.count == 16,
      (2...255).contains(file.custodians.count),
      (2...file.custodians.count).contains(file.threshold),
      file.commitments.count == file.custodians.count
    else { throw .keyFileUnreadable }
    self = file
  }

  /// The set's id in hexadecimal.
  public var id: String { self.set }

  /// The file's bytes.
  public var json: [UInt8] { CanonicalFile.json(self) }

  /// The opening key, when enough of the custodians are there.
  /// - Throws: ``VaultError`` that names the share which does not fit.
  public func openingKey(
    _ shares: [CustodyShare], of campaign: Campaign
  ) throws(VaultError) -> OpeningKey {
    try openingKey(try joined(shares), of: campaign)
  }

  /// What the custodians hold together, 32 bytes; opens nothing without this set's file.
  /// - Throws: ``VaultError`` that names the share which does not fit.
  public func joined(_ shares: [CustodyShare]) throws(VaultError) -> SecretBytes {
    for share in shares { try check(share) }
    let indexes = shares.map(\.place.index)
    if let twice = indexes.first(where: { index in indexes.count { $0 == index } > 1 }) {
      throw .shareTwice(twice)
    }
    guard shares.count >= threshold else {
      throw .sharesMissing(wanted: threshold - shares.count)
    }
    do { return try Shamir.join(shares.map(\.point), threshold: threshold) } catch {
      throw .shareUnreadable
    }
  }

  /// The opening key by what the custodians hold together.
  /// - Throws: ``VaultError/wrongPassphrase`` where it is another's, ``VaultError/keyFileUnreadable``.
  public func openingKey(
    _ together: borrowing SecretBytes, of campaign: Campaign
  ) throws(VaultError) -> OpeningKey {
    guard
      let scalar = PassphraseLock.open(
        sealed, under: wrapping(together), associated: associated)
    else { throw .wrongPassphrase }
    guard let key = try? OpeningKey(scalar: scalar), key.publicKey == campaign.publicKey else {
      throw .keyFileUnreadable
    }
    return key
  }

  /// Whether a share is of this set, and what its number says.
  /// - Throws: ``VaultError/shareOfAnotherCampaign(_:)``, ``VaultError/shareOfAnotherSet(_:)``,
  ///   ``VaultError/wrongShare(_:)``.
  public func check(_ share: CustodyShare) throws(VaultError) {
    let place = share.place
    try check(place)
    guard (1...commitments.count).contains(place.index),
      Hex.text(share.commitment) == commitments[place.index - 1]
    else { throw .wrongShare(place.index) }
  }

  /// Whether what a file says it is can be a share of this set: known before anybody types a passphrase.
  /// - Throws: ``VaultError/shareOfAnotherCampaign(_:)``, ``VaultError/shareOfAnotherSet(_:)``.
  public func check(_ place: SharePlace) throws(VaultError) {
    guard Hex.text(place.campaign) == campaign else { throw .shareOfAnotherCampaign(place.index) }
    guard Hex.text(place.set) == set, place.threshold == threshold,
      place.count == custodians.count
    else { throw .shareOfAnotherSet(place.index) }
  }

  /// A share from paper.
  /// - Throws: ``VaultError/shareOfAnotherSet(_:)``; ``VaultError/wrongPassphrase`` where passphrase and digits
  ///   do not give the share.
  public func share(
    on paper: PaperShare, _ passphrase: borrowing SecretBytes,
    cost: PassphraseKey.ScryptCost = .standard
  ) throws(VaultError) -> CustodyShare {
    let index = Int(paper.index)
    guard let id = Hex.bytes(set), let campaign = Hex.bytes(campaign),
      id.starts(with: paper.setStart), Int(paper.threshold) == threshold,
      Int(paper.count) == custodians.count, (1...custodians.count).contains(index)
    else { throw .shareOfAnotherSet(index) }
    guard let point = try? paper.point(set: id, passphrase, cost: cost) else {
      throw .shareUnreadable
    }
    let share = CustodyShare(
      place: SharePlace(
        campaign: campaign, set: id, threshold: threshold, count: custodians.count, index: index),
      point: point)
    guard Hex.text(share.commitment) == commitments[index - 1] else { throw .wrongPassphrase }
    return share
  }

  private func wrapping(_ together: borrowing SecretBytes) -> SecretBytes {
    KeyDerivation.key(
      from: together, label: .custodySet,
      context: (Hex.bytes(campaign) ?? []) + (Hex.bytes(set) ?? []))
  }

  private var associated: [UInt8] {
    let holders = zip(commitments, custodians).map { " \($0) \($1)" }.joined()
    return DomainLabel.custodySet.bytes
      + Array("\(version) \(campaign) \(publicKey) \(set) \(threshold)\(holders)".utf8)
  }
}
