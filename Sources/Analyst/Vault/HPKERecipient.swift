// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// The receiving half of HPKE in base mode (RFC 9180 §5.1.1).
///
/// It stands here and not beside the sending half, so that the intake's binary cannot contain it (G1).
public enum HPKERecipient {
  /// SetupBaseR: the key schedule of an encapsulation to this key.
  public static func context(
    encapsulated: [UInt8], info: [UInt8], key: borrowing KeyAgreement.PrivateKey
  ) throws(PrimitiveError) -> HPKEContext {
    let sender = try KeyAgreement.PublicKey(encapsulated)
    let product = try key.sharedSecret(with: sender)
    let shared = try HPKESuite.sharedSecret(
      product, encapsulated: encapsulated, publicKey: key.publicKey)
    return try HPKEContext(sharedSecret: shared, info: info)
  }
}
