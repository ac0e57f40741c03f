// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// The key with which one person proposes or approves quotations, locked by her own passphrase.
///
/// On disk as an opening key is (KeyFileFormat), under another label; `campaign` holds her name.
public enum ReviewerKey {
  /// Makes a key and locks it.
  /// - Returns: the file's bytes and the public half, 32 bytes (Ed25519, RFC 8032).
  /// - Throws: `PrimitiveError`, when the library or the randomness fails.
  public static func make(
    name: String, _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> (file: [UInt8], publicKey: [UInt8]) {
    var random = try RandomBytes.fresh(32)
    defer { wipe(&random) }
    let seed = SecretBytes(copying: random)
    let key = try Signing.PrivateKey(seed: seed)
    let file = try KeyFile.locking(
      seed, .reviewer, owner: name, publicKey: key.publicKey, passphrase, cost: cost)
    return (file.json, key.publicKey)
  }

  /// Unlocks a reviewer's key file.
  /// - Throws: ``VaultError/wrongPassphrase``, ``VaultError/keyFileUnreadable``.
  public static func unlock(
    _ file: [UInt8], name: String, _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> Signing.PrivateKey {
    guard let file = KeyFile(json: file, .reviewer), file.campaign == name else {
      throw .keyFileUnreadable
    }
    let seed = try file.unlocked(passphrase)
    guard let key = try? Signing.PrivateKey(seed: seed), Hex.text(key.publicKey) == file.publicKey
    else { throw .keyFileUnreadable }
    return key
  }
}
