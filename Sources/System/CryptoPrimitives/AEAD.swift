// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// AES-256-GCM (NIST SP 800-38D): 32-byte keys, 12-byte nonces, 16-byte tags after the ciphertext.
public enum AEAD {
  /// Length of the tag in bytes.
  public static let tagLength = 16
  /// Length of a nonce in bytes.
  public static let nonceLength = 12

  // Fetched once: looking the algorithm up costs more than sealing a short field.
  private nonisolated(unsafe) static let cipher = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

  /// Seals one message; whoever calls owes a nonce that this key has never seen.
  public static func seal(
    _ plaintext: [UInt8], key: borrowing SecretBytes, nonce: [UInt8], associated: [UInt8]
  ) throws(PrimitiveError) -> [UInt8] {
    let length = try libraryLength(plaintext.count)
    let context = try Context(key: key, nonce: nonce, sealing: true)
    try context.bind(associated)
    var sealed = [UInt8](repeating: 0, count: plaintext.count + tagLength)
    var written: Int32 = 0
    guard EVP_EncryptUpdate(context.raw, &sealed, &written, plaintext, length) == 1,
      EVP_EncryptFinal_ex(context.raw, &sealed, &written) == 1
    else { throw .libraryFailure }
    let tagged = sealed.withUnsafeMutableBytes {
      EVP_CIPHER_CTX_ctrl(
        context.raw, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength),
        $0.baseAddress?.advanced(by: plaintext.count))
    }
    guard tagged == 1 else { throw .libraryFailure }
    return sealed
  }

  /// Opens one message, or says that it is not authentic; never gives a part of it.
  public static func open(
    _ sealed: ArraySlice<UInt8>, key: borrowing SecretBytes, nonce: [UInt8], associated: [UInt8]
  ) throws(PrimitiveError) -> [UInt8] {
    guard sealed.count >= tagLength else { throw .notAuthentic }
    let length = try libraryLength(sealed.count - tagLength)
    let context = try Context(key: key, nonce: nonce, sealing: false)
    try context.bind(associated)
    var plaintext = [UInt8](repeating: 0, count: Int(length))
    let authentic = sealed.withUnsafeBytes { bytes in
      open(bytes, length, into: &plaintext, context: context)
    }
    guard authentic else {
      wipe(&plaintext)
      throw .notAuthentic
    }
    return plaintext
  }

  private static func open(
    _ sealed: UnsafeRawBufferPointer, _ length: Int32, into plaintext: inout [UInt8],
    context: borrowing Context
  ) -> Bool {
    var written: Int32 = 0
    let bytes = sealed.bindMemory(to: UInt8.self).baseAddress
    // libcrypto reads the tag only, though the parameter is not const.
    let tag = UnsafeMutableRawPointer(mutating: sealed.baseAddress?.advanced(by: Int(length)))
    var end = [UInt8](repeating: 0, count: tagLength)
    return EVP_DecryptUpdate(context.raw, &plaintext, &written, bytes, length) == 1
      && EVP_CIPHER_CTX_ctrl(context.raw, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), tag) == 1
      && EVP_DecryptFinal_ex(context.raw, &end, &written) == 1
  }

  /// One use of the cipher, freed at the end.
  private struct Context: ~Copyable {
    let raw: OpaquePointer

    init(key: borrowing SecretBytes, nonce: [UInt8], sealing: Bool) throws(PrimitiveError) {
      guard key.count == 32, nonce.count == nonceLength else { throw .badLength }
      guard let raw = EVP_CIPHER_CTX_new() else { throw .libraryFailure }
      let ready = key.withBytes { bytes in
        let key = bytes.bindMemory(to: UInt8.self).baseAddress
        return EVP_CipherInit_ex2(raw, cipher, key, nonce, sealing ? 1 : 0, nil)
      }
      guard ready == 1 else {
        EVP_CIPHER_CTX_free(raw)
        throw .libraryFailure
      }
      self.raw = raw
    }

    deinit { EVP_CIPHER_CTX_free(raw) }

    func bind(_ associated: [UInt8]) throws(PrimitiveError) {
      let length = try libraryLength(associated.count)
      var written: Int32 = 0
      guard EVP_CipherUpdate(raw, nil, &written, associated, length) == 1 else {
        throw .libraryFailure
      }
    }
  }
}
