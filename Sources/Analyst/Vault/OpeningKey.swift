// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
public import TestimonyModel

/// The private half of a campaign's key pair, on disk only locked by a passphrase (KeyFileFormat).
public struct OpeningKey: ~Copyable {
  private let scalar: SecretBytes
  /// The public half.
  public let publicKey: [UInt8]

  /// Makes a fresh pair.
  public init() throws(PrimitiveError) {
    let seed = try RandomBytes.fresh(64)
    try self.init(scalar: try HPKESuite.deriveKeyPair(seed))
  }

  init(scalar: consuming SecretBytes) throws(PrimitiveError) {
    let pair = try KeyAgreement.PrivateKey(scalar)
    publicKey = pair.publicKey
    self.scalar = scalar
  }

  /// The key that opens testimonies.
  public func agreementKey() throws(PrimitiveError) -> KeyAgreement.PrivateKey {
    try KeyAgreement.PrivateKey(scalar)
  }

  /// A key for one labelled purpose of the vault, which dies with the opening key.
  public func derivedKey(_ label: DomainLabel, campaign: Campaign) -> SecretBytes {
    KeyDerivation.key(from: scalar, label: label, context: campaign.id)
  }

  /// The key that signs a campaign's answers: only who can open can answer (AnswerFormat §3).
  public func answerSigner(campaign id: [UInt8]) throws(PrimitiveError) -> Signing.PrivateKey {
    try Signing.PrivateKey(
      seed: KeyDerivation.key(from: scalar, label: .answerKey, context: id))
  }

  /// Locks the key under a passphrase; gives the key file's bytes.
  public func locked(
    _ passphrase: borrowing SecretBytes, campaign: [UInt8],
    cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> [UInt8] {
    let salt = try RandomBytes.fresh(16)
    let nonce = try RandomBytes.fresh(AEAD.nonceLength)
    let lock = try PassphraseKey.scrypt(passphrase, salt: salt, cost: cost)
    var file = KeyFile(campaign: campaign, publicKey: publicKey, cost: cost, salt: salt)
    var bytes = scalar.withBytes { Array($0) }
    defer { wipe(&bytes) }
    let sealed = try AEAD.seal(bytes, key: lock, nonce: nonce, associated: file.associated)
    file.sealed = Hex.text(nonce + sealed)
    return file.json
  }

  /// Unlocks a key file.
  public init(
    unlocking file: [UInt8], _ passphrase: borrowing SecretBytes, for campaign: Campaign
  ) throws(VaultError) {
    let scalar = try Self.scalar(in: file, passphrase, for: campaign)
    guard let pair = try? KeyAgreement.PrivateKey(scalar), pair.publicKey == campaign.publicKey
    else { throw .keyFileUnreadable }
    publicKey = pair.publicKey
    self.scalar = scalar
  }

  private static func scalar(
    in file: [UInt8], _ passphrase: borrowing SecretBytes, for campaign: Campaign
  ) throws(VaultError) -> SecretBytes {
    guard let file = KeyFile(json: file), file.campaign == Hex.text(campaign.id),
      file.publicKey == Hex.text(campaign.publicKey), let salt = Hex.bytes(file.kdf.salt),
      let sealed = Hex.bytes(file.sealed), sealed.count > AEAD.nonceLength
    else { throw .keyFileUnreadable }
    let lock: SecretBytes
    do { lock = try PassphraseKey.scrypt(passphrase, salt: salt, cost: file.cost) } catch {
      throw .keyFileUnreadable
    }
    do {
      var bytes = try AEAD.open(
        sealed.dropFirst(AEAD.nonceLength), key: lock,
        nonce: Array(sealed.prefix(AEAD.nonceLength)), associated: file.associated)
      defer { wipe(&bytes) }
      return SecretBytes(copying: bytes)
    } catch { throw .wrongPassphrase }
  }
}

/// The members of a key file (KeyFileFormat).
private struct KeyFile: Codable {
  struct Derivation: Codable {
    let name: String
    let n: UInt64
    let r: UInt64
    let p: UInt64
    let salt: String
  }

  let ovoz: String
  let version: Int
  let campaign: String
  let publicKey: String
  let kdf: Derivation
  var sealed = ""

  init(campaign: [UInt8], publicKey: [UInt8], cost: PassphraseKey.ScryptCost, salt: [UInt8]) {
    ovoz = "opening key"
    version = 1
    self.campaign = Hex.text(campaign)
    self.publicKey = Hex.text(publicKey)
    kdf = Derivation(name: "scrypt", n: cost.n, r: cost.r, p: cost.p, salt: Hex.text(salt))
  }

  init?(json: [UInt8]) {
    guard let file = try? JSONDecoder().decode(Self.self, from: Data(json)),
      file.ovoz == "opening key", file.version == 1, file.kdf.name == "scrypt"
    else { return nil }
    self = file
  }

  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array((try? encoder.encode(self)) ?? Data()) + Array("\n".utf8)
  }

  var cost: PassphraseKey.ScryptCost { .init(n: kdf.n, r: kdf.r, p: kdf.p) }

  /// Everything in the file but the sealed key: none of it can be changed unnoticed.
  var associated: [UInt8] {
    DomainLabel.keyFile.bytes
      + Array("\(version) \(campaign) \(publicKey) \(kdf.n) \(kdf.r) \(kdf.p) \(kdf.salt)".utf8)
  }
}
