// SPDX-License-Identifier: Apache-2.0

/// The one HPKE suite of sealing version 1 (RFC 9180 §7; SealedTestimonyFormat §2).
public enum HPKESuite {
  /// The suite number in headers and campaign files.
  public static let number: UInt16 = 1

  static let kem: [UInt8] = [0x00, 0x10]
  static let kdf: [UInt8] = [0x00, 0x01]
  static let aead: [UInt8] = [0x00, 0x02]

  /// Domain of the KEM's own derivations (RFC 9180 §4.1).
  static let kemDomain = Array("KEM".utf8) + kem
  /// Domain of the key schedule (RFC 9180 §5.1).
  static let scheduleDomain = Array("HPKE".utf8) + kem + kdf + aead

  private static let version = Array("HPKE-v1".utf8)

  /// LabeledExtract (RFC 9180 §4).
  static func extract(
    _ domain: [UInt8], salt: [UInt8], label: String, _ input: [UInt8]
  ) -> [UInt8] {
    KeyDerivation.extract(salt: salt, version + domain + Array(label.utf8) + input)
  }

  /// LabeledExpand (RFC 9180 §4).
  static func expand(
    _ domain: [UInt8], _ key: [UInt8], label: String, _ info: [UInt8], length: Int
  ) throws(PrimitiveError) -> [UInt8] {
    let size: [UInt8] = [UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)]
    return try KeyDerivation.expand(
      key, info: size + version + domain + Array(label.utf8) + info, length: length)
  }

  /// ExtractAndExpand of DHKEM (RFC 9180 §4.1): the KEM's shared secret, for either side.
  public static func sharedSecret(
    _ product: borrowing SecretBytes, encapsulated: [UInt8], publicKey: [UInt8]
  ) throws(PrimitiveError) -> [UInt8] {
    var product = product.withBytes { Array($0) }
    defer { wipe(&product) }
    let extracted = extract(kemDomain, salt: [], label: "eae_prk", product)
    return try expand(
      kemDomain, extracted, label: "shared_secret", encapsulated + publicKey, length: 32)
  }

  /// DeriveKeyPair for P-256 (RFC 9180 §7.1.3): the same input gives the same pair.
  public static func deriveKeyPair(_ input: [UInt8]) throws(PrimitiveError) -> SecretBytes {
    let extracted = extract(kemDomain, salt: [], label: "dkp_prk", input)
    for counter in UInt8.min...UInt8.max {
      let candidate = SecretBytes(
        copying: try expand(kemDomain, extracted, label: "candidate", [counter], length: 32))
      // The bitmask for P-256 is 0xff: a candidate is taken unless it is zero or over the order.
      if let pair = try? KeyAgreement.PrivateKey(candidate) {
        _ = pair.publicKey
        return candidate
      }
    }
    throw .libraryFailure
  }
}
