// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Keys out of keys by HKDF with SHA-256 (RFC 5869), and out of short secrets by PBKDF2 (RFC 8018).
public enum KeyDerivation {
  /// HKDF-Extract (RFC 5869 §2.2): one strong key out of input that may be uneven.
  public static func extract(salt: [UInt8], _ input: [UInt8]) -> [UInt8] {
    MAC.hmacSHA256(key: salt, input)
  }

  /// HKDF-Expand (RFC 5869 §2.3): `length` bytes, at most 8,160.
  public static func expand(_ key: [UInt8], info: [UInt8], length: Int)
    throws(PrimitiveError) -> [UInt8]
  {
    guard length > 0, length <= 255 * Digest.length else { throw .badLength }
    var output: [UInt8] = []
    var block: [UInt8] = []
    var counter: UInt8 = 1
    while output.count < length {
      block = MAC.hmacSHA256(key: key, block + info + [counter])
      output += block
      counter &+= 1
    }
    return Array(output.prefix(length))
  }

  /// A 32-byte key for one labelled purpose, out of a uniform secret; `context` tells uses apart.
  public static func key(
    from secret: borrowing SecretBytes, label: DomainLabel, context: [UInt8] = []
  ) -> SecretBytes {
    // One block of HKDF-Expand: the counter is 1 and nothing came before.
    var block = MAC.hmacSHA256(key: secret, label.bytes + context + [1])
    defer { wipe(&block) }
    return SecretBytes(copying: block)
  }

  /// PBKDF2-HMAC-SHA256 (RFC 8018 §5.2), which browsers have too: `length` bytes, at most 8,160.
  ///
  /// Its time grows with `rounds`, and for each 32 bytes of length once more; over 10,000,000 rounds are refused.
  public static func pbkdf2(
    password: borrowing SecretBytes, salt: [UInt8], rounds: Int, length: Int
  ) throws(PrimitiveError) -> SecretBytes {
    guard (1...10_000_000).contains(rounds) else { throw .badCost }
    guard (1...255 * Digest.length).contains(length) else { throw .badLength }
    let passwordLength = try libraryLength(password.count)
    let saltLength = try libraryLength(salt.count)
    return try SecretBytes(count: length) { room throws(PrimitiveError) in
      let made = password.withBytes { words in
        PKCS5_PBKDF2_HMAC(
          words.bindMemory(to: CChar.self).baseAddress, passwordLength, salt,
          saltLength, Int32(rounds), Digest.method, Int32(length),
          room.bindMemory(to: UInt8.self).baseAddress)
      }
      guard made == 1 else { throw .libraryFailure }
    }
  }
}
