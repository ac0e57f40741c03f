// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Testing

@testable import Vault

/// RFC 9180, Appendix A.3's suite with AES-256-GCM: DHKEM(P-256), HKDF-SHA256, base mode, from the CFRG's vectors.
@Suite struct HPKEVectorTests {
  let info = "4f6465206f6e2061204772656369616e2055726e"
  let ephemeralInput = "a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c"
  let ephemeral = "90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e"
  let recipient = "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2"
  let recipientPoint =
    "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c"
  let encapsulated =
    "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0"
  let sharedSecret = "48893fecd82f7c3456af6a42d8f56325d21e08c10fa81299986aaff54cde7b49"
  let key = "ee16802a936d5f544771131900ee6973d0551de9e852ece2ef34bf0d5f9e1d1d"
  let baseNonce = "9bc50980832a7b4b58c40161"
  let exporterSecret = "a8e9a7e62621879fdc89cea7da8e6153458f463e2851baaf009a7461d699cfb6"
  let plaintext = "4265617574792069732074727574682c20747275746820626561757479"

  func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.bytes(hex)) }
  func secret(_ hex: String) throws -> SecretBytes { SecretBytes(copying: try bytes(hex)) }

  @Test func `the ephemeral pair is derived as the RFC derives it`() throws {
    let scalar = try HPKESuite.deriveKeyPair(bytes(ephemeralInput))
    #expect(scalar.withBytes { Hex.text($0) } == ephemeral)
    #expect(Hex.text(try KeyAgreement.PrivateKey(scalar).publicKey) == encapsulated)
  }

  @Test func `the sender's key schedule gives the RFC's values`() throws {
    let sender = try HPKESender(
      to: KeyAgreement.PublicKey(bytes(recipientPoint)), info: bytes(info),
      ephemeral: KeyAgreement.PrivateKey(secret(ephemeral)))
    #expect(Hex.text(sender.encapsulated) == encapsulated)
    #expect(Hex.text(try sender.context.messageKey()) == key)
    #expect(Hex.text(try sender.context.baseNonce()) == baseNonce)
    #expect(Hex.text(sender.context.exporterSecret) == exporterSecret)
  }

  @Test func `the recipient's key schedule gives the same`() throws {
    let context = try HPKERecipient.context(
      encapsulated: bytes(encapsulated), info: bytes(info),
      key: KeyAgreement.PrivateKey(secret(recipient)))
    #expect(Hex.text(try context.messageKey()) == key)
    #expect(Hex.text(context.exporterSecret) == exporterSecret)
  }

  @Test func `the KEM's shared secret is the RFC's`() throws {
    let product = try KeyAgreement.PrivateKey(secret(ephemeral))
      .sharedSecret(with: KeyAgreement.PublicKey(bytes(recipientPoint)))
    let shared = try HPKESuite.sharedSecret(
      product, encapsulated: bytes(encapsulated), publicKey: bytes(recipientPoint))
    #expect(Hex.text(shared) == sharedSecret)
  }

  @Test(arguments: [
    (
      "9bc50980832a7b4b58c40161", "436f756e742d30",
      "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f"
    ),
    (
      "9bc50980832a7b4b58c40160", "436f756e742d31",
      "b4e7c90d1dd62cb563694956eb517ab55d5e7d1f6366a0066c04ababaa444dbaf60a30d7bb7d3e91b969762dee"
    ),
    (
      "9bc50980832a7b4b58c40163", "436f756e742d32",
      "65463cc0e5fd16e1650a55fb37d5b6fe6e5ac5b6f6e8c2640cfb0fcd528dc37bc0963b5c53d6238c42d447ddf4"
    ),
  ])
  func `messages seal to the RFC's ciphertexts and open again`(
    nonce: String, associated: String, ciphertext: String
  ) throws {
    let sealed = try AEAD.seal(
      bytes(plaintext), key: secret(key), nonce: bytes(nonce), associated: bytes(associated))
    #expect(Hex.text(sealed) == ciphertext)
    let opened = try AEAD.open(
      sealed[...], key: secret(key), nonce: bytes(nonce), associated: bytes(associated))
    #expect(Hex.text(opened) == plaintext)
  }

  @Test(arguments: [
    ("", "7a4c2b89e1909fb0e3ca42d5040f4c2d8346dc0643d787b8474e804f8f72798e"),
    ("00", "3ca0e7e10b601a32edd2f91c49bac766892c52bde2df01a6126320c6e6eb8af1"),
    (
      "54657374436f6e74657874",
      "76c6b4f404990ae362be3efe0d60d9669d87017f9dfe33b8c2ed9fd31d295182"
    ),
  ])
  func `exports are the RFC's`(use: String, value: String) throws {
    let context = try HPKEContext(sharedSecret: bytes(sharedSecret), info: bytes(info))
    let exported = try context.export(bytes(use))
    #expect(exported.withBytes { Hex.text($0) } == value)
  }
}
