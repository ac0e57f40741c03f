// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import SecretSharing

/// Which share of which set of which campaign (ShareFormat §2).
public struct SharePlace: Equatable, Sendable {
  /// The campaign's id, 16 bytes.
  public let campaign: [UInt8]
  /// The set's id, 16 bytes: shares of one splitting belong together.
  public let set: [UInt8]
  /// How many shares open.
  public let threshold: Int
  /// How many there are.
  public let count: Int
  /// The custodian's number, from 1.
  public let index: Int

  init(campaign: [UInt8], set: [UInt8], threshold: Int, count: Int, index: Int) {
    (self.campaign, self.set) = (campaign, set)
    (self.threshold, self.count, self.index) = (threshold, count, index)
  }

  /// By what a share is told from every other: tells nothing about its value but whether a guess is right,
  /// and there are 2²⁵⁶ of them.
  func commitment(to value: borrowing SecretBytes) -> [UInt8] {
    let place = campaign + set + [UInt8(threshold), UInt8(count), UInt8(index)]
    var bytes = DomainLabel.custodyShare.bytes + place + value.withBytes { Array($0) }
    defer { wipe(&bytes) }
    return Digest.sha256(bytes)
  }
}

/// One custodian's share, unlocked; prints no value.
public struct CustodyShare: Sendable {
  /// Which share it is.
  public let place: SharePlace
  let point: SharePoint

  /// Whether the point is what the place says.
  init(place: SharePlace, point: SharePoint) {
    (self.place, self.point) = (place, point)
  }

  var commitment: [UInt8] { place.commitment(to: point.value) }

  /// The share as a sheet of paper, locked by a passphrase.
  /// - Throws: `PrimitiveError`, when scrypt fails.
  public func paper(
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> PaperShare {
    try PaperShare(
      point, set: place.set, threshold: UInt8(place.threshold), count: UInt8(place.count),
      passphrase, cost: cost)
  }
}
