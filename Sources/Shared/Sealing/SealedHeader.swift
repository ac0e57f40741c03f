// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import TestimonyModel

/// Who sealed a testimony (G2).
public enum SealedBy: UInt8, Sendable {
  /// The survivor's browser: the words left it sealed.
  case browser = 1
  /// The intake, in memory, since JavaScript was off.
  case server = 2
}

/// The header of a sealed testimony (SealedTestimonyFormat §4).
public struct SealedHeader: Equatable, Sendable {
  /// Length of the whole header in bytes.
  public static let length = 138
  /// Length of the part that is bound before there is an encapsulated key.
  static let boundLength = 73
  private static let magic = Array("OVOZ".utf8)

  /// The record id, 16 bytes.
  public let record: [UInt8]
  /// Who sealed.
  public let sealedBy: SealedBy
  /// The encapsulated key, 65 bytes; checked to be a point only when opening.
  public let encapsulated: [UInt8]

  /// Reads a header and checks that it belongs to the campaign (SealedTestimonyFormat §6).
  public init(_ bytes: ArraySlice<UInt8>, of campaign: Campaign) throws(SealingError) {
    var rest = bytes
    guard bytes.count >= Self.length else { throw .tooShort }
    guard rest.take(4).map(Array.init) == Self.magic else { throw .badMagic }
    guard rest.take(UInt8.self) == 1 else { throw .unknownVersion }
    guard rest.take(UInt16.self) == HPKESuite.number else { throw .unknownSuite }
    guard rest.take(16).map(Array.init) == campaign.id else { throw .otherCampaign }
    record = Array(rest.take(16) ?? [])
    guard rest.take(32).map(Array.init) == campaign.formVersion else { throw .otherForm }
    guard let sealedBy = rest.take(UInt8.self).flatMap(SealedBy.init) else { throw .badSealer }
    guard rest.take(UInt8.self).map(Int.init) == campaign.form.fields.count else {
      throw .badFieldCount
    }
    self.sealedBy = sealedBy
    encapsulated = Array(rest.take(KeyAgreement.publicKeyLength) ?? [])
  }

  /// The first 73 bytes of a header that is about to be made.
  static func bound(campaign: Campaign, record: [UInt8], sealedBy: SealedBy) -> [UInt8] {
    var bytes = magic + [1]
    bytes.append(bigEndian: HPKESuite.number)
    bytes += campaign.id + record + campaign.formVersion
    return bytes + [sealedBy.rawValue, UInt8(campaign.form.fields.count)]
  }
}
