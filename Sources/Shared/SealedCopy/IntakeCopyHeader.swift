// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation

/// How a copy of an intake begins: what it is of, to whom it is sealed, how long it may be kept (IntakeCopyFormat §2).
public struct IntakeCopyHeader: Equatable, Sendable {
  /// What is in a copy.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Sealed testimonies under their second layer, the public log, slips, the intake's own keys.
    case records = 1
    /// The record keys and receipts: kept for days, not for months (G6).
    case recordKeys = 2
  }

  /// Length in bytes.
  public static let length = 107
  static let magic = Array("OVIC".utf8)

  /// What is in the copy.
  public let kind: Kind
  /// The campaign id, 16 bytes.
  public let campaign: [UInt8]
  /// The last day on which it may be used, counted from 1970-01-01; 0 where there is none.
  public let lastDay: UInt32
  /// The fingerprint of the operator's key.
  public let recipient: [UInt8]
  /// HPKE's encapsulated key, 65 bytes.
  public let encapsulated: [UInt8]

  /// Begins a copy: encapsulates to the operator's key and gives the context that the key of the chunks is made from.
  public static func begin(
    _ kind: Kind, campaign: [UInt8], lastDay: UInt32, for card: OperatorCard
  ) throws(PrimitiveError) -> (header: Self, context: HPKEContext) {
    let bound = bound(kind, campaign, lastDay, card.fingerprint)
    let sender = try HPKESender(
      to: KeyAgreement.PublicKey(card.keyBytes), info: DomainLabel.intakeCopy.bytes + bound)
    let header = Self(
      kind: kind, campaign: campaign, lastDay: lastDay, recipient: card.fingerprint,
      encapsulated: sender.encapsulated)
    return (header, sender.context)
  }

  private init(
    kind: Kind, campaign: [UInt8], lastDay: UInt32, recipient: [UInt8], encapsulated: [UInt8]
  ) {
    (self.kind, self.campaign, self.lastDay) = (kind, campaign, lastDay)
    (self.recipient, self.encapsulated) = (recipient, encapsulated)
  }

  /// Reads a header.
  public init(_ bytes: [UInt8]) throws(SealedCopyError) {
    var rest = bytes[...]
    guard rest.take(4).map(Array.init) == Self.magic else { throw .notACopy }
    guard rest.take(UInt8.self) == 1 else { throw .unknownVersion }
    guard let kind = rest.take(UInt8.self).flatMap(Kind.init), let campaign = rest.take(16),
      let lastDay = rest.take(UInt32.self), let recipient = rest.take(16),
      let encapsulated = rest.take(65), rest.isEmpty
    else { throw .damaged }
    self.init(
      kind: kind, campaign: Array(campaign), lastDay: lastDay, recipient: Array(recipient),
      encapsulated: Array(encapsulated))
  }

  /// The header's bytes.
  public var bytes: [UInt8] {
    Self.bound(kind, campaign, lastDay, recipient) + encapsulated
  }

  /// What HPKE binds: everything but the encapsulated key.
  public var info: [UInt8] {
    DomainLabel.intakeCopy.bytes + Self.bound(kind, campaign, lastDay, recipient)
  }

  /// The key of the chunks, from either side of the encapsulation.
  public func key(from context: HPKEContext) throws(PrimitiveError) -> SecretBytes {
    try context.export(DomainLabel.intakeCopyKey.bytes)
  }

  /// Associated data of each chunk.
  public var associated: [UInt8] { DomainLabel.intakeCopy.bytes + bytes }

  /// By which a copy's restore key is found, 16 bytes.
  public var name: [UInt8] { Array(Digest.sha256(bytes).prefix(16)) }

  private static func bound(
    _ kind: Kind, _ campaign: [UInt8], _ lastDay: UInt32, _ recipient: [UInt8]
  ) -> [UInt8] {
    var bytes = magic + [1, kind.rawValue] + campaign
    bytes.append(bigEndian: lastDay)
    return bytes + recipient
  }
}
