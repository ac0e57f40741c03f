// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
import SecretSharing

/// A share on disk, locked by its custodian's passphrase (ShareFormat §3).
public struct ShareFile: Codable, Sendable {
  let ovoz: String
  let version: Int
  let campaign: String
  let set: String
  let threshold: Int
  let count: Int
  let index: Int
  /// The custodian's name, for people.
  public let custodian: String
  let commitment: String
  let kdf: PassphraseLock
  private var sealed = ""

  static let kind = "custody share"

  /// Locks a share under its custodian's passphrase.
  /// - Throws: `PrimitiveError`, when scrypt or the randomness fails.
  public init(
    locking share: CustodyShare, custodian: String, _ passphrase: borrowing SecretBytes,
    cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) {
    let place = share.place
    ovoz = Self.kind
    version = 1
    (campaign, set) = (Hex.text(place.campaign), Hex.text(place.set))
    (threshold, count, index) = (place.threshold, place.count, place.index)
    self.custodian = custodian
    commitment = Hex.text(share.commitment)
    kdf = try PassphraseLock(cost: cost)
    // The lock was just made: its cost is one that scrypt takes.
    guard let key = try? kdf.key(passphrase) else { throw .badCost }
    sealed = try PassphraseLock.seal(share.point.value, under: key, associated: associated)
  }

  /// Reads a share file.
  /// - Throws: ``VaultError/shareUnreadable``.
  public init(json: [UInt8]) throws(VaultError) {
    guard let file = try? JSONDecoder().decode(Self.self, from: Data(json)),
      file.ovoz == Self.kind, file.version == 1, file.place != nil
    else { throw .shareUnreadable }
    self = file
  }

  /// Which share it says it is.
  public var place: SharePlace? {
    guard let campaign = Hex.bytes(campaign), let set = Hex.bytes(set), campaign.count == 16,
      set.count == 16, (1...255).contains(count), (1...count).contains(threshold),
      (1...count).contains(index)
    else { return nil }
    return SharePlace(
      campaign: campaign, set: set, threshold: threshold, count: count, index: index)
  }

  /// The share, unlocked.
  /// - Throws: ``VaultError/wrongPassphrase``; ``VaultError/wrongShare(_:)`` where what opened is not what the
  ///   file promises.
  public func unlocked(_ passphrase: borrowing SecretBytes) throws(VaultError) -> CustodyShare {
    guard let place else { throw .shareUnreadable }
    let key = try kdf.key(passphrase)
    guard let value = PassphraseLock.open(sealed, under: key, associated: associated) else {
      throw .wrongPassphrase
    }
    let share = CustodyShare(
      place: place, point: SharePoint(index: UInt8(index), value: value))
    guard Hex.text(share.commitment) == commitment else { throw .wrongShare(index) }
    return share
  }

  /// The file's bytes.
  public var json: [UInt8] { CanonicalFile.json(self) }

  private var associated: [UInt8] {
    DomainLabel.shareFile.bytes
      + Array(
        "\(version) \(campaign) \(set) \(threshold) \(count) \(index) \(commitment) \(kdf.bound) \(custodian)"
          .utf8)
  }
}

/// How files of keys and shares are written: sorted, one member a line, a line feed at the end.
enum CanonicalFile {
  static func json(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array((try? encoder.encode(value)) ?? Data()) + Array("\n".utf8)
  }
}
