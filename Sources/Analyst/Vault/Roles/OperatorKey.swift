// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import SealedCopy

/// The private half of an operator's key pair, locked by her passphrase (KeyFileFormat, "An operator's key").
///
/// It opens copies of an intake, never a testimony: those stay sealed to the campaign inside them.
public enum OperatorKey {
  /// Makes a key and locks it.
  /// - Returns: the key file's bytes and the card to take to the intake's machine.
  /// - Throws: `PrimitiveError`, when the library or the randomness fails.
  public static func make(
    name: String, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> (file: [UInt8], card: OperatorCard) {
    let scalar = try HPKESuite.deriveKeyPair(try RandomBytes.fresh(64))
    let pair = try KeyAgreement.PrivateKey(scalar)
    let file = try KeyFile.locking(
      scalar, .intakeOperator, owner: name, publicKey: pair.publicKey, passphrase, cost: cost)
    return (file.json, OperatorCard(name: name, publicKey: pair.publicKey))
  }

  /// Unlocks an operator's key file.
  /// - Throws: ``VaultError/wrongPassphrase``, ``VaultError/keyFileUnreadable``.
  public static func unlock(
    _ file: [UInt8], _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> KeyAgreement.PrivateKey {
    guard let file = KeyFile(json: file, .intakeOperator) else { throw .keyFileUnreadable }
    let scalar = try file.unlocked(passphrase)
    guard let key = try? KeyAgreement.PrivateKey(scalar), Hex.text(key.publicKey) == file.publicKey
    else { throw .keyFileUnreadable }
    return key
  }

  /// The key of one copy, from its first bytes (IntakeCopyFormat §2).
  /// - Throws: ``VaultError/copyOfAnotherOperator`` where the copy is sealed to another key.
  public static func restoreKey(
    of header: IntakeCopyHeader, _ key: borrowing KeyAgreement.PrivateKey
  ) throws(VaultError) -> SecretBytes {
    guard header.recipient == OperatorCard.fingerprint(of: key.publicKey) else {
      throw .copyOfAnotherOperator
    }
    do {
      let context = try HPKERecipient.context(
        encapsulated: header.encapsulated, info: header.info, key: key)
      return try header.key(from: context)
    } catch { throw .copyOfAnotherOperator }
  }
}
