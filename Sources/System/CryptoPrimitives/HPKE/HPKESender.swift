// SPDX-License-Identifier: Apache-2.0

/// The sending half of HPKE in base mode (RFC 9180 §5.1.1).
///
/// The receiving half lives with the analyst's vault, so that the intake's binary cannot hold it (G1).
public struct HPKESender: Sendable {
  /// The encapsulated key that goes into the header, 65 bytes.
  public let encapsulated: [UInt8]
  /// The shared key schedule.
  public let context: HPKEContext

  /// SetupBaseS with a fresh ephemeral pair.
  public init(to recipient: borrowing KeyAgreement.PublicKey, info: [UInt8]) throws(PrimitiveError)
  {
    try self.init(to: recipient, info: info, ephemeral: KeyAgreement.PrivateKey())
  }

  /// SetupBaseS with a given ephemeral pair, which must never serve two different testimonies.
  public init(
    to recipient: borrowing KeyAgreement.PublicKey, info: [UInt8],
    ephemeral: borrowing KeyAgreement.PrivateKey
  ) throws(PrimitiveError) {
    let product = try ephemeral.sharedSecret(with: recipient)
    let shared = try HPKESuite.sharedSecret(
      product, encapsulated: ephemeral.publicKey, publicKey: recipient.bytes)
    encapsulated = ephemeral.publicKey
    context = try HPKEContext(sharedSecret: shared, info: info)
  }
}
