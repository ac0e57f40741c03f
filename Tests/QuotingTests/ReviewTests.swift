// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing

@testable import Quoting

// G10
struct ReviewTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func `two reviewers make an approved quotation`() throws {
    let review = try approved()
    let quotation = try check(review)
    #expect(quotation.draft == review.draft)
    #expect(quotation.proposal.key == stage.reviewers[0].publicKey)
    #expect(quotation.approval.key == stage.reviewers[1].publicKey)
    #expect(quotation.proposal.bytes.count == 64)
  }

  @Test func `without a second person there is none`() throws {
    #expect(throws: ReviewError.approvalMissing) { try check(proposed()) }
    var review = try proposed()
    #expect(throws: ReviewError.samePerson) {
      try review.approve(by: Stage.sitora(), campaign: Stage.campaign)
    }
    #expect(throws: ReviewError.approvalMissing) { try check(review) }
  }

  @Test func `sent back means not approved, and it can be approved again`() throws {
    var review = try approved()
    review.sendBack()
    #expect(throws: ReviewError.approvalMissing) { try check(review) }
    try review.approve(by: Stage.firuza(), campaign: Stage.campaign)
    #expect(try check(review).draft == review.draft)
  }

  @Test func `a stranger's key does not count, on either side`() throws {
    let stranger = try Stage.key(9)
    var review = try proposed()
    try review.approve(by: stranger, campaign: Stage.campaign)
    #expect(throws: ReviewError.unknownReviewer) { try check(review) }
    var other = try QuotationReview(
      stage.draft("Nobody cared."), by: stranger, campaign: Stage.campaign)
    try other.approve(by: Stage.firuza(), campaign: Stage.campaign)
    #expect(throws: ReviewError.unknownReviewer) { try check(other) }
  }

  @Test func `an approval does not count in another campaign`() throws {
    let review = try approved()
    #expect(throws: ReviewError.badSignature) {
      try ApprovedQuotation(
        checking: review, campaign: [UInt8](repeating: 8, count: 16), reviewers: stage.reviewers)
    }
  }

  @Test(arguments: [
    "text", "theme", "language", "record", "isParaphrase", "translations", "bytes", "key",
  ])
  func `whatever is changed afterwards, no signature fits any more`(member: String) throws {
    let json = String(decoding: try JSONEncoder().encode(approved()), as: UTF8.self)
    let changed = try changing(member, in: json)
    #expect(changed != json)
    let review = try JSONDecoder().decode(QuotationReview.self, from: Data(changed.utf8))
    #expect(throws: ReviewError.self) { try check(review) }
  }

  @Test func `two keys that are one person's are one`() throws {
    // The proposal's own signature, put in as the approval.
    let json = String(decoding: try JSONEncoder().encode(proposed()), as: UTF8.self)
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    object["approval"] = object["proposal"]
    let review = try JSONDecoder().decode(
      QuotationReview.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(throws: ReviewError.samePerson) { try check(review) }
  }

  private func proposed() throws -> QuotationReview {
    try QuotationReview(stage.draft("Nobody cared."), by: Stage.sitora(), campaign: Stage.campaign)
  }

  private func approved() throws -> QuotationReview {
    var review = try proposed()
    try review.approve(by: Stage.firuza(), campaign: Stage.campaign)
    return review
  }

  private func check(_ review: QuotationReview) throws(ReviewError) -> ApprovedQuotation {
    try ApprovedQuotation(
      checking: review, campaign: Stage.campaign, reviewers: stage.reviewers)
  }

  private func changing(_ member: String, in json: String) throws -> String {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    switch member {
    case "bytes", "key":
      var approval = try #require(object["approval"] as? [String: Any])
      var bytes = try #require(approval[member] as? [Int])
      bytes[0] ^= 1
      approval[member] = bytes
      object["approval"] = approval
    default:
      var draft = try #require(object["draft"] as? [String: Any])
      let values: [String: Any] = [
        "isParaphrase": false, "language": "ru", "translations": ["ru": "changed"],
      ]
      draft[member] = values[member] ?? "changed"
      object["draft"] = draft
    }
    return String(
      decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
