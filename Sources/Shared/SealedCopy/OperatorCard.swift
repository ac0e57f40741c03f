// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// The public half of an operator's key pair, to which an intake's copies are sealed (IntakeCopyFormat §1).
///
/// The private half never comes to the intake's machine: who takes that machine cannot open its copies.
public struct OperatorCard: Codable, Equatable, Sendable {
  let ovoz: String
  let version: Int
  /// The operator's name, for people and their lists: small letters a to z, digits and hyphens, at most 40.
  public let name: String
  let publicKey: String

  /// Makes a card for an uncompressed point.
  public init(name: String, publicKey: [UInt8]) {
    ovoz = "operator"
    version = 1
    self.name = name
    self.publicKey = Hex.text(publicKey)
  }

  /// Reads a card, or throws ``SealedCopyError/cardUnreadable``.
  public init(json: [UInt8]) throws(SealedCopyError) {
    guard let card = try? JSONDecoder().decode(Self.self, from: Data(json)),
      card.ovoz == "operator", card.version == 1,
      card.name.wholeMatch(of: /[a-z0-9-]{1,40}/) != nil,
      (try? KeyAgreement.PublicKey(card.keyBytes)) != nil
    else { throw .cardUnreadable }
    self = card
  }

  var keyBytes: [UInt8] { Hex.bytes(publicKey) ?? [] }

  /// The file's bytes.
  public var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array((try? encoder.encode(self)) ?? Data()) + Array("\n".utf8)
  }

  /// What the operator compares on the intake's machine with what her own machine shows, 16 bytes.
  public var fingerprint: [UInt8] { Self.fingerprint(of: keyBytes) }

  /// The fingerprint of an uncompressed point.
  public static func fingerprint(of publicKey: [UInt8]) -> [UInt8] {
    Array(Digest.sha256(DomainLabel.intakeOperator.bytes + publicKey).prefix(16))
  }
}
