// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
import Foundation
public import TestimonyModel

/// The private half of a campaign's key pair, on disk only locked by a passphrase (KeyFileFormat).
public struct OpeningKey: ~Copyable {
  let scalar: SecretBytes
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
    try KeyFile.locking(
      scalar, .opening, owner: Hex.text(campaign), publicKey: publicKey, passphrase, cost: cost
    ).json
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
    guard let file = KeyFile(json: file, .opening), file.campaign == Hex.text(campaign.id),
      file.publicKey == Hex.text(campaign.publicKey)
    else { throw .keyFileUnreadable }
    return try file.unlocked(passphrase)
  }
}
