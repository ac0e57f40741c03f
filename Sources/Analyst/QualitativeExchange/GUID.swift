// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// Names for codes and sources as REFI-QDA wants them: UUIDs of version 8 (RFC 9562 §5.8).
public enum GUID {
  /// The same name gives the same UUID, so that a codebook that is exported twice is one codebook.
  public static func of(_ name: String) -> String {
    spelled(Digest.sha256(Array("ovoz exchange \(name)".utf8)))
  }

  /// A UUID that leads back to nothing, for what must not be linked with the vault.
  public static func fresh() throws(PrimitiveError) -> String { spelled(try RandomBytes.fresh(16)) }

  private static func spelled(_ bytes: [UInt8]) -> String {
    var bytes = Array(bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = Hex.text(bytes).uppercased()
    var parts: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
