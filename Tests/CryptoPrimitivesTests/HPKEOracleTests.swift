// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoPrimitives
import Foundation
import Testing

@testable import Vault

/// An independent HPKE (swift-crypto, on BoringSSL) agrees with ours in both directions.
@Suite struct HPKEOracleTests {
  let suite = HPKE.Ciphersuite(
    kem: .P256_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)

  @Test(arguments: 0..<50)
  func `what we encapsulate, the oracle opens`(round: Int) throws {
    let theirs = P256.KeyAgreement.PrivateKey()
    let info = try RandomBytes.fresh(round + 1)
    let sender = try HPKESender(
      to: KeyAgreement.PublicKey(theirs.publicKey.x963Representation), info: info)
    let message = try RandomBytes.fresh(round * 37 + 1)
    let sealed = try AEAD.seal(
      message, key: SecretBytes(copying: sender.context.messageKey()),
      nonce: sender.context.baseNonce(), associated: [7])
    var recipient = try HPKE.Recipient(
      privateKey: theirs, ciphersuite: suite, info: Data(info),
      encapsulatedKey: Data(sender.encapsulated))
    #expect(Array(try recipient.open(Data(sealed), authenticating: Data([7]))) == message)
    let exported = try recipient.exportSecret(context: Data("use".utf8), outputByteCount: 32)
    let ours = try sender.context.export(Array("use".utf8))
    #expect(exported.withUnsafeBytes { Array($0) } == ours.withBytes { Array($0) })
  }

  @Test(arguments: 0..<50)
  func `what the oracle encapsulates, we open`(round: Int) throws {
    let ours = try KeyAgreement.PrivateKey()
    let info = try RandomBytes.fresh(round + 1)
    var sender = try HPKE.Sender(
      recipientKey: P256.KeyAgreement.PublicKey(x963Representation: ours.publicKey),
      ciphersuite: suite, info: Data(info))
    let message = try RandomBytes.fresh(round * 37 + 1)
    let sealed = try sender.seal(Data(message), authenticating: Data([9]))
    let context = try HPKERecipient.context(
      encapsulated: Array(sender.encapsulatedKey), info: info, key: ours)
    let opened = try AEAD.open(
      Array(sealed)[...], key: SecretBytes(copying: context.messageKey()),
      nonce: context.baseNonce(), associated: [9])
    #expect(opened == message)
  }
}
