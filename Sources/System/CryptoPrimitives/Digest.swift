// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// SHA-256 (FIPS 180-4).
public struct Digest: ~Copyable {
  /// Length of a digest in bytes.
  public static let length = 32

  // Fetched once: OpenSSL 3 looks an algorithm up under a lock, and that costs more than hashing a short text.
  nonisolated(unsafe) static let method = EVP_MD_fetch(nil, "SHA256", nil)

  private let context: OpaquePointer

  /// Starts a digest over bytes that come piece by piece.
  public init() throws(PrimitiveError) {
    guard let context = EVP_MD_CTX_new() else { throw .libraryFailure }
    guard EVP_DigestInit_ex2(context, Self.method, nil) == 1 else {
      EVP_MD_CTX_free(context)
      throw .libraryFailure
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func update(_ bytes: some Collection<UInt8>) throws(PrimitiveError) {
    let taken = bytes.withContiguousStorageIfAvailable {
      EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1
    }
    guard let taken else { return try update(Array(bytes)) }
    guard taken else { throw .libraryFailure }
  }

  /// Ends the digest; the value is used up.
  public consuming func finish() throws(PrimitiveError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.length)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw .libraryFailure }
    return digest
  }

  /// The digest of bytes at hand.
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: length)
    // Cannot fail: the default provider always has SHA-256, and no memory of the caller's is short.
    let done = EVP_Digest(bytes, bytes.count, &digest, nil, method, nil)
    precondition(done == 1, "libcrypto has no SHA-256")
    return digest
  }
}
