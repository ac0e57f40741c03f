// SPDX-License-Identifier: Apache-2.0

/// Words that two people stand for; only a checked review makes one. (G10)
public struct ApprovedQuotation: Equatable, Sendable {
  /// The words.
  public let draft: QuotationDraft
  /// Who proposed them.
  public let proposal: QuotationReview.Signature
  /// Who approved them.
  public let approval: QuotationReview.Signature

  /// Checks a review.
  /// - Parameters:
  ///   - review: as the vault kept it.
  ///   - campaign: the campaign's id; an approval counts in one campaign only.
  ///   - reviewers: whose keys count.
  /// - Throws: ``ReviewError``, when not two of them signed exactly these words.
  public init(
    checking review: QuotationReview, campaign: [UInt8], reviewers: [Reviewer]
  ) throws(ReviewError) {
    approval = try review.check(campaign: campaign, reviewers: reviewers)
    proposal = review.proposal
    draft = review.draft
  }
}
