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

  @Test func `four have room, each theme first, and the others are named`() throws {
    let six = try (1...6).map { try approved($0, "blamed") }
    let choice = try choose(six + [approved(7, "lawyer"), approved(8, "home")])
    #expect(choice.approved.count == 4 && choice.underHiddenThemes == 1)
    #expect(choice.approved.count { $0.draft.theme == "lawyer" } == 1)
    let records = Set((six + [try approved(7, "lawyer")]).map(\.draft.record))
    #expect(Set(choice.withoutRoom + choice.approved.map(\.draft.record)) == records)
    #expect(choice.withoutRoom.count == 3 && choice.withoutRoom == choice.withoutRoom.sorted())
  }

  @Test func `what is chosen is what stands on every page, and no more`() throws {
    let choice = try choose((1...6).map { try approved($0, "blamed", "Words of \($0).") })
    let content = RoomContent(
      summary: summary, quotations: choice.approved.map(Quotation.init))
    let chosen = Set(choice.approved.map(\.draft.text))
    for (name, page) in try stage.files(content) where name.hasPrefix("summary.") {
      guard name.hasSuffix(".html") else { continue }
      let shown = Set(page.matches(of: /Words of \d\./).map { String($0.output) })
      #expect(shown == chosen && shown.count == 4, "\(name)")
    }
  }

  @Test func `what is too long leaves its place to a shorter one, counted in its longest language`()
    throws
  {
    let long = String(repeating: "x", count: 240)
    let quotations = (1...6).map {
      Quotation(
        theme: "blamed", text: $0 == 6 ? "short" : "x", language: .en, isParaphrase: true,
        translations: $0 == 6 ? [:] : [.ru: long + long])
    }
    let parts = summary.quotationSpace.parted(quotations)
    #expect(parts.fitting == [0, 1, 5] && parts.staying == [2, 3, 4])
  }

  @Test func `what a policy does not allow stays as well`() throws {
    let space = QuotationSpace(themes: ["blamed"], allowed: 1)
    let quotations = (1...2).map {
      Quotation(theme: "blamed", text: "\($0)", language: .en, isParaphrase: true)
    }
    #expect(space.parted(quotations).fitting == [0] && space.parted(quotations).staying == [1])
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

  private func approved(
    _ person: Int, _ theme: String, _ text: String = "Nobody asked."
  ) throws -> ApprovedQuotation {
    let campaign = [UInt8](repeating: 9, count: 16)
    let one = try key(1)
    let two = try key(2)
    let draft = QuotationDraft(
      record: [UInt8](repeating: UInt8(person), count: 16), theme: theme, text: text,
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
