// SPDX-License-Identifier: Apache-2.0

/// Somebody who may propose quotations, or approve those of another.
public struct Reviewer: Codable, Equatable, Sendable {
  /// The name that people in the organisation use: small letters a to z, digits and `-`.
  public let name: String
  /// The public half of an Ed25519 key (RFC 8032), 32 bytes.
  public let publicKey: [UInt8]

  /// Takes a name and a key.
  public init(name: String, publicKey: [UInt8]) {
    self.name = name
    self.publicKey = publicKey
  }
}

/// Why a quotation is not approved.
public enum ReviewError: Error, Equatable, Sendable {
  /// Nobody has approved it yet.
  case approvalMissing
  /// The one who approves is the one who proposed.
  case samePerson
  /// A key is none of the campaign's reviewers'.
  case unknownReviewer
  /// A signature does not fit the words.
  case badSignature
  /// The library could not sign.
  case cannotSign
}
