// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// P-256 (SEC 2 §2.4.2): key pairs and shared secrets.
public enum KeyAgreement {
  /// Length of an uncompressed point in bytes (SEC 1 §2.3.3).
  public static let publicKeyLength = 65
  /// Length of a private scalar in bytes.
  public static let privateKeyLength = 32

  // The curve, looked up once: every decoded key copies its parameters from here.
  private nonisolated(unsafe) static let curve: OpaquePointer? = makeCurve()

  /// A point that was checked to lie on the curve.
  public struct PublicKey: ~Copyable, @unchecked Sendable {
    let raw: OpaquePointer
    /// The uncompressed point.
    public let bytes: [UInt8]

    /// Decodes an uncompressed point, and refuses any other spelling of it.
    public init(_ bytes: some Collection<UInt8>) throws(PrimitiveError) {
      let bytes = Array(bytes)
      // libcrypto would take compressed and hybrid points too: one point, one spelling.
      guard bytes.count == publicKeyLength, bytes[0] == 4 else { throw .badPublicKey }
      guard let raw = EVP_PKEY_new() else { throw .libraryFailure }
      guard EVP_PKEY_copy_parameters(raw, curve) == 1,
        EVP_PKEY_set1_encoded_public_key(raw, bytes, bytes.count) == 1
      else {
        EVP_PKEY_free(raw)
        ERR_clear_error()
        throw .badPublicKey
      }
      self.raw = raw
      self.bytes = bytes
    }

    deinit { EVP_PKEY_free(raw) }
  }

  /// A private scalar with its point.
  public struct PrivateKey: ~Copyable, @unchecked Sendable {
    let raw: OpaquePointer
    /// The uncompressed point that belongs to the scalar.
    public let publicKey: [UInt8]

    /// Makes a fresh pair.
    public init() throws(PrimitiveError) {
      let scalar = try RandomScalar.fresh()
      try self.init(scalar)
    }

    /// Takes a scalar from 1 to the curve's order less 1, 32 bytes, most significant first.
    public init(_ scalar: borrowing SecretBytes) throws(PrimitiveError) {
      let point = try scalar.withBytes { bytes throws(PrimitiveError) -> [UInt8] in
        try KeyAgreement.point(of: bytes)
      }
      let pair = try importPair(scalar, point)
      publicKey = point
      raw = pair
    }

    deinit { EVP_PKEY_free(raw) }

    /// The x coordinate of the product (RFC 9180 §4.1, Dh), 32 bytes.
    public func sharedSecret(with peer: borrowing PublicKey) throws(PrimitiveError) -> SecretBytes {
      guard let context = EVP_PKEY_CTX_new(raw, nil) else { throw .libraryFailure }
      defer { EVP_PKEY_CTX_free(context) }
      // Without the second check of the peer: decoding PublicKey already made it.
      guard EVP_PKEY_derive_init(context) == 1,
        EVP_PKEY_derive_set_peer_ex(context, peer.raw, 0) == 1
      else { throw .libraryFailure }
      return try SecretBytes(count: 32) { room throws(PrimitiveError) in
        var length = room.count
        let made = EVP_PKEY_derive(
          context, room.bindMemory(to: UInt8.self).baseAddress, &length)
        guard made == 1, length == 32 else { throw .libraryFailure }
      }
    }
  }

  private static func makeCurve() -> OpaquePointer? {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var made: OpaquePointer?
    guard EVP_PKEY_paramgen_init(context) == 1,
      EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
      EVP_PKEY_paramgen(context, &made) == 1
    else { return nil }
    return made
  }

  /// Multiplies the base point; refuses zero and scalars that reach the order.
  private static func point(of scalar: UnsafeRawBufferPointer) throws(PrimitiveError) -> [UInt8] {
    guard scalar.count == privateKeyLength else { throw .badPrivateKey }
    guard let group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1),
      let point = EC_POINT_new(group),
      let number = BN_bin2bn(
        scalar.bindMemory(to: UInt8.self).baseAddress, Int32(scalar.count), nil)
    else { throw .libraryFailure }
    defer {
      BN_clear_free(number)
      EC_POINT_free(point)
      EC_GROUP_free(group)
    }
    guard BN_is_zero(number) == 0, BN_cmp(number, EC_GROUP_get0_order(group)) < 0 else {
      throw .badPrivateKey
    }
    var bytes = [UInt8](repeating: 0, count: publicKeyLength)
    guard EC_POINT_mul(group, point, number, nil, nil, nil) == 1,
      EC_POINT_point2oct(
        group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil) == bytes.count
    else { throw .libraryFailure }
    return bytes
  }

  private static func importPair(_ scalar: borrowing SecretBytes, _ point: [UInt8])
    throws(PrimitiveError) -> OpaquePointer
  {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw .libraryFailure }
    defer { EVP_PKEY_CTX_free(context) }
    // OSSL_PARAM wants the number in the machine's own byte order.
    var native = scalar.withBytes { bytes in
      UInt32(1).littleEndian == 1 ? Array(bytes.reversed()) : Array(bytes)
    }
    var point = point
    defer { wipe(&native) }
    var made: OpaquePointer?
    let done = withParameters(&native, &point) { parameters in
      EVP_PKEY_fromdata_init(context) == 1
        && EVP_PKEY_fromdata(context, &made, Int32(keyPairSelection), parameters) == 1
    }
    guard done, let made else { throw .badPrivateKey }
    return made
  }

  /// Keeps every pointer alive for as long as libcrypto reads the parameters.
  private static func withParameters(
    _ scalar: inout [UInt8], _ point: inout [UInt8],
    _ body: (UnsafeMutablePointer<OSSL_PARAM>?) -> Bool
  ) -> Bool {
    var group = Array("P-256".utf8CString)
    return group.withUnsafeMutableBufferPointer { group in
      scalar.withUnsafeMutableBufferPointer { scalar in
        point.withUnsafeMutableBufferPointer { point in
          var parameters = [
            OSSL_PARAM_construct_utf8_string(ovoz_group_name(), group.baseAddress, 0),
            OSSL_PARAM_construct_BN(ovoz_private_key_name(), scalar.baseAddress, scalar.count),
            OSSL_PARAM_construct_octet_string(
              ovoz_public_key_name(), point.baseAddress, point.count),
            OSSL_PARAM_construct_end(),
          ]
          return parameters.withUnsafeMutableBufferPointer { body($0.baseAddress) }
        }
      }
    }
  }

  // EVP_PKEY_KEYPAIR is a compound macro that does not import: public key, private key and
  // parameters (openssl/evp.h).
  private static let keyPairSelection = 0x87
}

/// Private scalars by rejection, so that each one is equally likely.
enum RandomScalar {
  static func fresh() throws(PrimitiveError) -> SecretBytes {
    while true {
      let candidate = try RandomBytes.secret(KeyAgreement.privateKeyLength)
      // The order starts with ff ff ff ff 00 00 00 00: staying under it costs a retry in 2^32.
      let small = candidate.withBytes { bytes in
        bytes.prefix(4).contains { $0 != 0xff } && bytes.contains { $0 != 0 }
      }
      if small { return candidate }
    }
  }
}
