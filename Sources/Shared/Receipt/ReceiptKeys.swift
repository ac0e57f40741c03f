// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// What a receipt's digits are stretched to (ReceiptFormat §2); takes a fraction of a second of one core.
public struct ReceiptKeys: ~Copyable, Sendable {
  /// How often PBKDF2 runs: makes each guess at the digits as dear as a phone can bear.
  public static let rounds = 600_000
  /// Length of a reply name in bytes.
  public static let replyNameLength = 16

  /// What the intake is shown, 32 bytes.
  public let token: [UInt8]
  /// The key that opens an answer; the intake never sees it.
  public let replyKey: SecretBytes
  /// The name under which that answer is asked for, 16 bytes.
  public let replyName: [UInt8]

  /// Stretches a code for one campaign, whose id is 16 bytes.
  public init(_ code: DigitCode, campaign: [UInt8]) throws(PrimitiveError) {
    guard campaign.count == 16 else { throw .badLength }
    // ReceiptFormat §2, steps 1 to 4.
    let stretched = try KeyDerivation.pbkdf2(
      password: SecretBytes(copying: code.ascii), salt: DomainLabel.receipt.bytes + campaign,
      rounds: Self.rounds, length: 32)
    token = MAC.hmacSHA256(key: stretched, DomainLabel.receiptToken.bytes)
    var key = MAC.hmacSHA256(key: stretched, DomainLabel.replyKey.bytes)
    defer { wipe(&key) }
    replyKey = SecretBytes(copying: key)
    replyName = Array(
      MAC.hmacSHA256(key: key, DomainLabel.replyName.bytes).prefix(Self.replyNameLength))
  }
}
