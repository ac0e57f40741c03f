// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Foundation
import GRDB
public import TestimonyModel

/// The key with which a laptop asks an intake for bundles, locked by its own passphrase.
///
/// On disk as an opening key is (KeyFileFormat), under another label. It opens nothing.
public enum PullKey {
  private static let owner = "pull"

  /// Makes a key and locks it.
  /// - Returns: the file's bytes and the public half, 32 bytes (Ed25519, RFC 8032).
  /// - Throws: `PrimitiveError`, when the library or the randomness fails.
  public static func make(
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost = .standard
  ) throws(PrimitiveError) -> (file: [UInt8], publicKey: [UInt8]) {
    var random = try RandomBytes.fresh(32)
    defer { wipe(&random) }
    let seed = SecretBytes(copying: random)
    let key = try Signing.PrivateKey(seed: seed)
    let file = try KeyFile.locking(
      seed, .puller, owner: owner, publicKey: key.publicKey, passphrase, cost: cost)
    return (file.json, key.publicKey)
  }

  /// The public half of a key file; needs no passphrase.
  /// - Throws: ``VaultError/keyFileUnreadable``.
  public static func publicHalf(of file: [UInt8]) throws(VaultError) -> [UInt8] {
    guard let file = KeyFile(json: file, .puller), let key = Hex.bytes(file.publicKey),
      key.count == Signing.publicKeyLength
    else { throw .keyFileUnreadable }
    return key
  }

  /// Unlocks a key file.
  /// - Throws: ``VaultError/wrongPassphrase``, ``VaultError/keyFileUnreadable``.
  public static func unlock(
    _ file: [UInt8], _ passphrase: borrowing SecretBytes
  ) throws(VaultError) -> Signing.PrivateKey {
    guard let file = KeyFile(json: file, .puller) else { throw .keyFileUnreadable }
    let seed = try file.unlocked(passphrase)
    guard let key = try? Signing.PrivateKey(seed: seed), Hex.text(key.publicKey) == file.publicKey
    else { throw .keyFileUnreadable }
    return key
  }
}

extension VaultStore {
  /// Where the pull key lies when no other file is named.
  public var pullKeyURL: URL { folder.appending(path: "keys/pull.key") }

  /// Number and digest of the last bundle that was imported; number 0 where there is none.
  public func lastBundle(
    of campaign: Campaign
  ) throws(VaultError) -> (sequence: UInt32, digest: [UInt8]) {
    let row = try read { db in
      try Row.fetchOne(
        db, sql: "SELECT lastSequence, lastDigest FROM campaign WHERE id = ?",
        arguments: [Data(campaign.id)])
    }
    guard let row else { throw .unknownCampaign }
    return (UInt32(clamping: row["lastSequence"] as Int), Array(row["lastDigest"] as Data))
  }
}
