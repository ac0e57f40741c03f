// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Ed25519 (RFC 8032): the intake's signature under a bundle.
public enum Signing {
  /// Length of a public key in bytes.
  public static let publicKeyLength = 32
  /// Length of a signature in bytes.
  public static let signatureLength = 64

  /// A key that signs.
  public struct PrivateKey: ~Copyable, @unchecked Sendable {
    private let raw: OpaquePointer
    /// The key by which others check.
    public let publicKey: [UInt8]

    /// Takes a 32-byte seed (RFC 8032 §5.1.5).
    public init(seed: borrowing SecretBytes) throws(PrimitiveError) {
      guard seed.count == 32 else { throw .badLength }
      let made = seed.withBytes { bytes in
        EVP_PKEY_new_raw_private_key(
          EVP_PKEY_ED25519, nil, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
      }
      guard let made else { throw .badPrivateKey }
      var point = [UInt8](repeating: 0, count: publicKeyLength)
      var length = point.count
      guard EVP_PKEY_get_raw_public_key(made, &point, &length) == 1 else {
        EVP_PKEY_free(made)
        throw .libraryFailure
      }
      raw = made
      publicKey = point
    }

    deinit { EVP_PKEY_free(raw) }

    /// Signs a message; the same message gives the same signature.
    public func sign(_ message: [UInt8]) throws(PrimitiveError) -> [UInt8] {
      guard let context = EVP_MD_CTX_new() else { throw .libraryFailure }
      defer { EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: signatureLength)
      var length = signature.count
      guard EVP_DigestSignInit(context, nil, nil, nil, raw) == 1,
        EVP_DigestSign(context, &signature, &length, message, message.count) == 1,
        length == signatureLength
      else { throw .libraryFailure }
      return signature
    }
  }

  /// Checks a signature, or throws PrimitiveError/notAuthentic.
  public static func check(_ signature: [UInt8], over message: [UInt8], by publicKey: [UInt8])
    throws(PrimitiveError)
  {
    guard publicKey.count == publicKeyLength, signature.count == signatureLength else {
      throw .badLength
    }
    guard
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { throw .badPublicKey }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { throw .libraryFailure }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1,
      EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    else {
      ERR_clear_error()
      throw .notAuthentic
    }
  }
}
