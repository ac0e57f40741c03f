// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation

/// The public half of a second reader's or translator's key, as she hands it over (FieldGrantFormat §1).
public struct ReaderCard: Codable, Equatable, Sendable {
  let ovoz: String
  let version: Int
  /// Her name, for people: small letters a to z, digits and hyphens, at most 40, since it stands in lists.
  public let name: String
  let publicKey: String

  init(name: String, publicKey: [UInt8]) {
    ovoz = "reader"
    version = 1
    self.name = name
    self.publicKey = Hex.text(publicKey)
  }

  /// Reads a card.
  /// - Throws: ``VaultError/readerCardUnreadable``.
  public init(json: [UInt8]) throws(VaultError) {
    guard let card = try? JSONDecoder().decode(Self.self, from: Data(json)),
      card.ovoz == "reader", card.version == 1, card.name.wholeMatch(of: /[a-z0-9-]{1,40}/) != nil,
      (try? KeyAgreement.PublicKey(card.keyBytes)) != nil
    else { throw .readerCardUnreadable }
    self = card
  }

  /// The uncompressed point.
  var keyBytes: [UInt8] { Hex.bytes(publicKey) ?? [] }

  /// The file's bytes.
  public var json: [UInt8] { CanonicalFile.json(self) }

  /// What both sides read to each other before anything is sealed to the key.
  public var fingerprint: [UInt8] {
    Array(Digest.sha256(DomainLabel.reader.bytes + keyBytes).prefix(16))
  }
}

/// The private half, locked by her passphrase (KeyFileFormat, "reader key").
public enum ReaderKey {
  /// Makes a key and locks it.
  /// - Returns: the key file's bytes and the card to hand over.
  /// - Throws: `PrimitiveError`, when the library or the randomness fails.
  public static func make(
    name: String, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> (file: [UInt8], card: ReaderCard) {
    let scalar = try HPKESuite.deriveKeyPair(try RandomBytes.fresh(64))
    let pair = try KeyAgreement.PrivateKey(scalar)
    let file = try KeyFile.locking(
      scalar, .reader, owner: name, publicKey: pair.publicKey, passphrase, cost: cost)
    return (file.json, ReaderCard(name: name, publicKey: pair.publicKey))
  }

  /// Unlocks a reader's key file.
  /// - Throws: ``VaultError/wrongPassphrase``, ``VaultError/keyFileUnreadable``.
  public static func unlock(
    _ file: [UInt8], _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> KeyAgreement.PrivateKey {
    guard let file = KeyFile(json: file, .reader) else { throw .keyFileUnreadable }
    let scalar = try file.unlocked(passphrase)
    guard let key = try? KeyAgreement.PrivateKey(scalar), Hex.text(key.publicKey) == file.publicKey
    else { throw .keyFileUnreadable }
    return key
  }
}
