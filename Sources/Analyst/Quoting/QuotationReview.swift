// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// A draft on its way: signed by the one who proposes, then by another who approves. (G10)
///
/// The vault keeps it sealed, one for each testimony.
public struct QuotationReview: Codable, Equatable, Sendable {
  /// A key and what it signed.
  public struct Signature: Codable, Equatable, Sendable {
    /// The public half, 32 bytes.
    public let key: [UInt8]
    /// An Ed25519 signature (RFC 8032), 64 bytes.
    public let bytes: [UInt8]
  }

  /// What is proposed.
  public let draft: QuotationDraft
  /// By whom.
  public let proposal: Signature
  /// By whom it was approved, or nil.
  public private(set) var approval: Signature?
  /// Whether somebody said that she could be known by it.
  public private(set) var isSentBack = false

  /// Proposes a draft.
  /// - Throws: ``ReviewError/cannotSign``.
  public init(
    _ draft: QuotationDraft, by key: borrowing Signing.PrivateKey, campaign: [UInt8]
  ) throws(ReviewError) {
    self.draft = draft
    let message = draft.signedBytes(.quotationProposal, campaign: campaign)
    proposal = Signature(key: key.publicKey, bytes: try Self.sign(message, key))
  }

  /// Approves it as a second person.
  /// - Throws: ``ReviewError/samePerson`` for the key that proposed, ``ReviewError/cannotSign``.
  public mutating func approve(
    by key: borrowing Signing.PrivateKey, campaign: [UInt8]
  ) throws(ReviewError) {
    guard key.publicKey != proposal.key else { throw .samePerson }
    let bytes = try Self.sign(approvedBytes(campaign), key)
    approval = Signature(key: key.publicKey, bytes: bytes)
    isSentBack = false
  }

  /// Takes an approval back, if there was one: she could be known.
  public mutating func sendBack() {
    (approval, isSentBack) = (nil, true)
  }

  /// Checks both signatures and that two reviewers made them.
  func check(campaign: [UInt8], reviewers: [Reviewer]) throws(ReviewError) -> Signature {
    guard let approval, !isSentBack else { throw .approvalMissing }
    guard approval.key != proposal.key else { throw .samePerson }
    let known = Set(reviewers.map(\.publicKey))
    guard known.contains(proposal.key), known.contains(approval.key) else {
      throw .unknownReviewer
    }
    let proposed = draft.signedBytes(.quotationProposal, campaign: campaign)
    do {
      try Signing.check(proposal.bytes, over: proposed, by: proposal.key)
      try Signing.check(approval.bytes, over: approvedBytes(campaign), by: approval.key)
    } catch { throw .badSignature }
    return approval
  }

  /// An approval stands for this proposal of this person, not for the words alone.
  private func approvedBytes(_ campaign: [UInt8]) -> [UInt8] {
    draft.signedBytes(
      .quotationApproval, campaign: campaign, others: [proposal.key, proposal.bytes])
  }

  private static func sign(
    _ message: [UInt8], _ key: borrowing Signing.PrivateKey
  ) throws(ReviewError) -> [UInt8] {
    do { return try key.sign(message) } catch { throw .cannotSign }
  }
}
