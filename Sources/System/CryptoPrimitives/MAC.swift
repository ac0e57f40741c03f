// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// HMAC-SHA256 (RFC 2104) and comparing without a timing hint.
public enum MAC {
  /// The 32-byte code of a message; a key of any length, also none.
  public static func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    key.withUnsafeBytes { hmacSHA256(key: $0, message) }
  }

  /// The 32-byte code of a message under a secret key.
  public static func hmacSHA256(key: borrowing SecretBytes, _ message: [UInt8]) -> [UInt8] {
    key.withBytes { hmacSHA256(key: $0, message) }
  }

  static func hmacSHA256(key: UnsafeRawBufferPointer, _ message: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: Digest.length)
    // libcrypto takes a null key as "same key as before": an empty key needs an address.
    let none: [UInt8] = [0]
    let made = none.withUnsafeBytes { empty in
      HMAC(
        Digest.method, key.count == 0 ? empty.baseAddress : key.baseAddress, Int32(key.count),
        message, message.count, &code, nil)
    }
    precondition(made != nil, "libcrypto has no HMAC-SHA256")
    return code
  }

  /// Whether two byte strings are equal, in a time that depends on their length alone.
  public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
