// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives
public import Sealing
public import TestimonyModel

/// What a browser sends: a sealed testimony, and beside it what the intake needs to know (SubmissionFormat §1).
///
/// Whoever takes no receipt, or has no slip, sends random bytes instead: the length is always the same (G4).
public struct Submission: Sendable {
  /// Length of what follows the sealed testimony in bytes: token 32, slip 32, nonce 8.
  public static let extraLength = 72

  /// The sealed testimony.
  public let sealed: SealedTestimony
  /// The receipt's token, 32 bytes; random where there is no receipt.
  public let token: [UInt8]
  /// The slip's token, 32 bytes; random where there is no slip.
  public let slip: [UInt8]
  /// The answer to a puzzle, 8 bytes; random where none was asked.
  public let nonce: [UInt8]

  /// Takes the parts; those that are missing become random.
  public init(
    _ sealed: SealedTestimony, token: [UInt8]? = nil, slip: [UInt8]? = nil, nonce: [UInt8]? = nil
  ) throws(PrimitiveError) {
    self.sealed = sealed
    let random = try RandomBytes.fresh(Self.extraLength)
    self.token = token ?? Array(random[..<32])
    self.slip = slip ?? Array(random[32..<64])
    self.nonce = nonce ?? Array(random[64...])
  }

  /// Reads what a browser sent; of another length it is refused.
  public init(_ bytes: [UInt8], of campaign: Campaign) throws(SealingError) {
    guard bytes.count == Self.length(in: campaign.form) else { throw .badLength }
    sealed = try SealedTestimony(Array(bytes.dropLast(Self.extraLength)), of: campaign)
    guard sealed.header.record != campaign.id else { throw .reservedRecord }
    var rest = bytes.suffix(Self.extraLength)
    token = Array(rest.take(32) ?? [])
    slip = Array(rest.take(32) ?? [])
    nonce = Array(rest)
  }

  /// The one length that everything sent to a form has, in bytes (G4).
  public static func length(in form: Form) -> Int {
    SealedTestimony.length(in: form) + extraLength
  }

  /// The same bytes again, as they travel.
  public var bytes: [UInt8] { sealed.bytes + token + slip + nonce }
}
