// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import TestimonyModel

/// A testimony that nobody between the survivor and the analyst can read.
///
/// A value of this type has the right structure for its campaign; whether it opens is known to the vault alone.
public struct SealedTestimony: Equatable, Sendable {
  /// The whole sealed testimony, header first.
  public let bytes: [UInt8]
  /// The header, read.
  public let header: SealedHeader

  /// Checks the structure of bytes from outside (SealedTestimonyFormat §6, step 1).
  public init(_ bytes: [UInt8], of campaign: Campaign) throws(SealingError) {
    header = try SealedHeader(bytes[...], of: campaign)
    guard bytes.count == Self.length(in: campaign.form) else { throw .badLength }
    self.bytes = bytes
  }

  /// The one length that every testimony to a form has, in bytes (G4).
  public static func length(in form: Form) -> Int {
    form.fields.reduce(SealedHeader.length) { $0 + $1.size + AEAD.tagLength }
  }

  /// What names these bytes: the same testimony sent twice has the same (SealedTestimonyFormat §7).
  public var commitment: [UInt8] { Self.commitment(of: bytes) }

  /// The same for bytes that have not been looked at yet.
  public static func commitment(of bytes: [UInt8]) -> [UInt8] {
    Digest.sha256(DomainLabel.commitment.bytes + bytes)
  }

  /// The sealed fields in the form's order.
  public func fields(in form: Form) -> [ArraySlice<UInt8>] {
    var start = SealedHeader.length
    return form.fields.map { field in
      let end = start + field.size + AEAD.tagLength
      defer { start = end }
      return bytes[start..<end]
    }
  }

  /// What binds a field to its header, place and name (SealedTestimonyFormat §5).
  public static func associated(
    header: ArraySlice<UInt8>, index: Int, name: String
  ) -> [UInt8] {
    DomainLabel.field.bytes + header + [UInt8(index)] + Array(name.utf8)
  }

  /// HPKE's info for a header (SealedTestimonyFormat §5).
  public static func info(header: ArraySlice<UInt8>) -> [UInt8] {
    DomainLabel.testimony.bytes + header.prefix(SealedHeader.boundLength)
  }

  /// The key of one field, out of the encapsulation (SealedTestimonyFormat §5).
  public static func fieldKey(
    _ context: HPKEContext, name: String
  ) throws(PrimitiveError) -> SecretBytes {
    try context.export(DomainLabel.field.bytes + Array(name.utf8))
  }

  /// Fixed nonce: each field's key seals that field, once (SealedTestimonyFormat §5).
  public static let fieldNonce = [UInt8](repeating: 0, count: AEAD.nonceLength)
}
