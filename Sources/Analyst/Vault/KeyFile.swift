// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// A secret key on disk, locked by a passphrase (KeyFileFormat).
struct KeyFile: Codable {
  /// Whose key it is; each has a label of its own, so that no file serves as another.
  enum Kind: String {
    case opening = "opening key"
    case reviewer = "reviewer key"
    case reader = "reader key"
    case intakeOperator = "operator key"
    case puller = "pull key"

    var label: DomainLabel {
      switch self {
      case .opening: .keyFile
      case .reviewer: .reviewerKeyFile
      case .reader: .readerKeyFile
      case .intakeOperator: .operatorKeyFile
      case .puller: .pullKeyFile
      }
    }
  }

  struct Derivation: Codable {
    let name: String
    let n: UInt64
    let r: UInt64
    let p: UInt64
    let salt: String
  }

  let ovoz: String
  let version: Int
  /// The campaign's id in hexadecimal, or a reviewer's or reader's name.
  let campaign: String
  let publicKey: String
  let kdf: Derivation
  private var sealed = ""

  /// Locks a secret under a passphrase.
  static func locking(
    _ secret: borrowing SecretBytes, _ kind: Kind, owner: String, publicKey: [UInt8],
    _ passphrase: borrowing SecretBytes, cost: PassphraseKey.ScryptCost
  ) throws(PrimitiveError) -> KeyFile {
    let salt = try RandomBytes.fresh(16)
    let nonce = try RandomBytes.fresh(AEAD.nonceLength)
    let lock = try PassphraseKey.scrypt(passphrase, salt: salt, cost: cost)
    var file = KeyFile(kind, owner: owner, publicKey: publicKey, cost: cost, salt: salt)
    var bytes = secret.withBytes { Array($0) }
    defer { wipe(&bytes) }
    let sealed = try AEAD.seal(bytes, key: lock, nonce: nonce, associated: file.associated)
    file.sealed = Hex.text(nonce + sealed)
    return file
  }

  private init(
    _ kind: Kind, owner: String, publicKey: [UInt8], cost: PassphraseKey.ScryptCost, salt: [UInt8]
  ) {
    ovoz = kind.rawValue
    version = 1
    campaign = owner
    self.publicKey = Hex.text(publicKey)
    kdf = Derivation(name: "scrypt", n: cost.n, r: cost.r, p: cost.p, salt: Hex.text(salt))
  }

  init?(json: [UInt8], _ kind: Kind) {
    guard let file = try? JSONDecoder().decode(Self.self, from: Data(json)),
      file.ovoz == kind.rawValue, file.version == 1, file.kdf.name == "scrypt"
    else { return nil }
    self = file
  }

  /// The secret, unlocked.
  /// - Throws: ``VaultError/wrongPassphrase``, ``VaultError/keyFileUnreadable``.
  func unlocked(_ passphrase: borrowing SecretBytes) throws(VaultError) -> SecretBytes {
    guard let salt = Hex.bytes(kdf.salt), let sealed = Hex.bytes(sealed),
      sealed.count > AEAD.nonceLength
    else { throw .keyFileUnreadable }
    let cost = PassphraseKey.ScryptCost(n: kdf.n, r: kdf.r, p: kdf.p)
    let lock: SecretBytes
    do { lock = try PassphraseKey.scrypt(passphrase, salt: salt, cost: cost) } catch {
      throw .keyFileUnreadable
    }
    do {
      var bytes = try AEAD.open(
        sealed.dropFirst(AEAD.nonceLength), key: lock,
        nonce: Array(sealed.prefix(AEAD.nonceLength)), associated: associated)
      defer { wipe(&bytes) }
      return SecretBytes(copying: bytes)
    } catch { throw .wrongPassphrase }
  }

  var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return Array((try? encoder.encode(self)) ?? Data()) + Array("\n".utf8)
  }

  /// Everything in the file but the sealed key: none of it can be changed unnoticed.
  private var associated: [UInt8] {
    let label = Kind(rawValue: ovoz)?.label ?? .keyFile
    return label.bytes
      + Array("\(version) \(campaign) \(publicKey) \(kdf.n) \(kdf.r) \(kdf.p) \(kdf.salt)".utf8)
  }
}
