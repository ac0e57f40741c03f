// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Quoting
import Testing

@testable import Release

// G10
struct QuotationChoiceTests {
  static let secret = [UInt8](repeating: 7, count: 32)
  let stage: Stage
  let summary: Summary

  init() throws {
    stage = try Stage()
    summary = try stage.summary(of: 60, ["blamed": 30, "lawyer": 30, "home": 3])
  }

  @Test func `what stands under a hidden figure stays, and its number is told`() throws {
    let choice = try choose([approved(1, "blamed"), approved(2, "home"), approved(3, "lawyer")])
    #expect(Set(choice.approved.map(\.draft.theme)) == ["blamed", "lawyer"])
    #expect(choice.underHiddenThemes == 1)
  }

  @Test func `a summary without figures takes no quotation along`() throws {
    let few = try stage.summary(of: 12, ["blamed": 12])
    let choice = try choose([approved(1, "blamed")], few)
    #expect(choice.approved == [] && choice.underHiddenThemes == 1)
  }

  @Test func `six go out and a seventh is refused`() throws {
    let six = try (1...6).map { try approved($0, "blamed") }
    #expect(try choose(six).approved.count == 6)
    let refusal = #expect(throws: ReleaseRefusal.self) {
      try choose(six + [approved(7, "lawyer")])
    }
    #expect(refusal?.code == .tooManyQuotations)
    #expect(try choose(six + [approved(7, "home")]).approved.count == 6)
  }

  @Test func `two from one testimony are refused, and one of nobody who is counted`() throws {
    let twice = #expect(throws: ReleaseRefusal.self) {
      try choose([approved(1, "blamed"), approved(1, "lawyer")])
    }
    #expect(twice?.code == .strayQuotation)
    let stray = #expect(throws: ReleaseRefusal.self) { try choose([approved(99, "blamed")]) }
    #expect(stray?.code == .strayQuotation)
  }

  @Test func `the order is the secret's, whatever order they came in`() throws {
    let all = try (1...6).map { try approved($0, "blamed") }
    let order = try choose(all).approved
    #expect(try choose(all.reversed()).approved == order)
    let orders = try (0..<8).map { byte in
      try QuotationChoice(
        all, for: summary, contributors: contributors,
        secret: [UInt8](repeating: UInt8(byte), count: 32)
      ).approved.map(\.draft.record)
    }
    #expect(Set(orders).count > 4)
  }

  private var contributors: Set<String> {
    Set((1...60).map { Hex.text([UInt8](repeating: UInt8($0), count: 16)) })
  }

  private func choose(
    _ all: [ApprovedQuotation], _ other: Summary? = nil
  ) throws(ReleaseRefusal) -> QuotationChoice {
    try QuotationChoice(
      all, for: other ?? summary, contributors: contributors, secret: Self.secret)
  }

  private func approved(_ person: Int, _ theme: String) throws -> ApprovedQuotation {
    let campaign = [UInt8](repeating: 9, count: 16)
    let one = try key(1)
    let two = try key(2)
    let draft = QuotationDraft(
      record: [UInt8](repeating: UInt8(person), count: 16), theme: theme, text: "Nobody asked.",
      language: .en, isParaphrase: true)
    var review = try QuotationReview(draft, by: one, campaign: campaign)
    try review.approve(by: two, campaign: campaign)
    return try ApprovedQuotation(
      checking: review, campaign: campaign,
      reviewers: [
        Reviewer(name: "one", publicKey: one.publicKey),
        Reviewer(name: "two", publicKey: two.publicKey),
      ])
  }

  private func key(_ byte: UInt8) throws -> Signing.PrivateKey {
    try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }
}
