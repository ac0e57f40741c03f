// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// Fresh bytes from libcrypto's generator; the only source of randomness for keys, ids and salts.
public enum RandomBytes {
  /// Gives `count` unpredictable bytes, or an error: never weaker ones.
  public static func fresh(_ count: Int) throws(PrimitiveError) -> [UInt8] {
    let length = try libraryLength(count)
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, length) == 1 else { throw .libraryFailure }
    return bytes
  }

  /// Gives `count` unpredictable bytes as a key.
  public static func secret(_ count: Int) throws(PrimitiveError) -> SecretBytes {
    let length = try libraryLength(count)
    return try SecretBytes(count: count) { room throws(PrimitiveError) in
      guard RAND_priv_bytes(room.baseAddress, length) == 1 else { throw .libraryFailure }
    }
  }
}
