// SPDX-License-Identifier: Apache-2.0

/// What both sides of an encapsulation share: the base mode's key schedule (RFC 9180 §5.1).
public struct HPKEContext: Sendable {
  private let sharedContext: [UInt8]
  private let secret: [UInt8]
  /// The secret that exports are made from (RFC 9180 §5.3).
  public let exporterSecret: [UInt8]

  /// Runs KeySchedule in base mode with `info`.
  public init(sharedSecret: [UInt8], info: [UInt8]) throws(PrimitiveError) {
    let domain = HPKESuite.scheduleDomain
    let keyId = HPKESuite.extract(domain, salt: [], label: "psk_id_hash", [])
    let infoHash = HPKESuite.extract(domain, salt: [], label: "info_hash", info)
    sharedContext = [0] + keyId + infoHash
    secret = HPKESuite.extract(domain, salt: sharedSecret, label: "secret", [])
    exporterSecret = try HPKESuite.expand(domain, secret, label: "exp", sharedContext, length: 32)
  }

  /// Export (RFC 9180 §5.3): `length` bytes for one named use, at most 8,160.
  public func export(_ use: [UInt8], length: Int = 32) throws(PrimitiveError) -> SecretBytes {
    var bytes = try HPKESuite.expand(
      HPKESuite.scheduleDomain, exporterSecret, label: "sec", use, length: length)
    defer { wipe(&bytes) }
    return SecretBytes(copying: bytes)
  }

  /// The message key, which sealing version 1 never uses; the RFC's vectors check it.
  public func messageKey() throws(PrimitiveError) -> [UInt8] {
    try HPKESuite.expand(
      HPKESuite.scheduleDomain, secret, label: "key", sharedContext, length: 32)
  }

  /// The base nonce, which sealing version 1 never uses; the RFC's vectors check it.
  public func baseNonce() throws(PrimitiveError) -> [UInt8] {
    try HPKESuite.expand(
      HPKESuite.scheduleDomain, secret, label: "base_nonce", sharedContext, length: 12)
  }
}
