// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// How a passphrase becomes the key that locks a file: the member `kdf` of key, share and backup files.
struct PassphraseLock: Codable, Equatable {
  let name: String
  let n: UInt64
  let r: UInt64
  let p: UInt64
  let salt: String

  /// A lock with a fresh salt.
  init(cost: PassphraseKey.ScryptCost) throws(PrimitiveError) {
    name = "scrypt"
    (n, r, p) = (cost.n, cost.r, cost.p)
    salt = Hex.text(try RandomBytes.fresh(16))
  }

  /// What of it is bound to the sealed bytes.
  var bound: String { "\(n) \(r) \(p) \(salt)" }

  /// The key; costs that a hostile file asks for are refused before they cost anything.
  func key(_ passphrase: borrowing SecretBytes) throws(VaultError) -> SecretBytes {
    guard name == "scrypt", let salt = Hex.bytes(salt) else { throw .keyFileUnreadable }
    do {
      return try PassphraseKey.scrypt(
        passphrase, salt: salt, cost: PassphraseKey.ScryptCost(n: n, r: r, p: p))
    } catch { throw .keyFileUnreadable }
  }

  /// Seals a secret: `nonce ‖ ciphertext ‖ tag` in hexadecimal.
  static func seal(
    _ secret: borrowing SecretBytes, under key: borrowing SecretBytes, associated: [UInt8]
  ) throws(PrimitiveError) -> String {
    let nonce = try RandomBytes.fresh(AEAD.nonceLength)
    var bytes = secret.withBytes { Array($0) }
    defer { wipe(&bytes) }
    return Hex.text(
      nonce + (try AEAD.seal(bytes, key: key, nonce: nonce, associated: associated)))
  }

  /// Opens what ``seal(_:under:associated:)`` gave; nil where key or bytes do not fit.
  static func open(
    _ sealed: String, under key: borrowing SecretBytes, associated: [UInt8]
  ) -> SecretBytes? {
    guard let sealed = Hex.bytes(sealed), sealed.count > AEAD.nonceLength,
      var bytes = try? AEAD.open(
        sealed.dropFirst(AEAD.nonceLength), key: key,
        nonce: Array(sealed.prefix(AEAD.nonceLength)), associated: associated)
    else { return nil }
    defer { wipe(&bytes) }
    return SecretBytes(copying: bytes)
  }
}
