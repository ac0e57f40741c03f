// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct CampaignTests {
  /// One member of a campaign file, changed, and what the file is refused with.
  struct Change: Sendable, CustomTestStringConvertible {
    let member: String
    let value: any Sendable
    let error: CampaignError
    var testDescription: String { "\(member) \(error)" }
  }

  static let zeroPoint = "04" + String(repeating: "00", count: 64)

  static let changes: [Change] = [
    Change(member: "ovoz", value: "bundle", error: .unreadable),
    Change(member: "version", value: 2, error: .unknownVersion),
    Change(member: "suite", value: 2, error: .unknownSuite),
    Change(member: "id", value: "00", error: .unreadable),
    Change(member: "id", value: "not hexadecimal", error: .unreadable),
    Change(member: "id", value: String(repeating: "00", count: 16), error: .changed),
    Change(member: "publicKey", value: zeroPoint, error: .badKey),
    Change(member: "publicKey", value: "04", error: .badKey),
    Change(member: "answerKey", value: String(repeating: "00", count: 31), error: .badKey),
    Change(member: "answerKey", value: String(repeating: "00", count: 33), error: .badKey),
    Change(member: "answerKey", value: String(repeating: "00", count: 32), error: .changed),
    Change(member: "answerKey", value: "", error: .badKey),
    Change(member: "fingerprint", value: String(repeating: "00", count: 32), error: .changed),
    Change(member: "formVersion", value: String(repeating: "00", count: 32), error: .changed),
    Change(member: "opens", value: "2026-02-30", error: .badDates),
    Change(member: "opens", value: "2027-01-01", error: .badDates),
    Change(member: "closes", value: "soon", error: .badDates),
    Change(member: "closes", value: "2025-12-31", error: .badDates),
    Change(member: "epochDays", value: 6, error: .badDates),
    Change(member: "epochDays", value: 367, error: .badDates),
    Change(member: "epochDays", value: "seven", error: .unreadable),
    Change(member: "name", value: 7, error: .unreadable),
    Change(member: "form", value: "none", error: .unreadable),
  ]

  @Test func `a campaign file gives the campaign back`() throws {
    let campaign = try Canned().campaign
    #expect(try Campaign(fileBytes: campaign.fileBytes) == campaign)
  }

  // G11
  @Test(arguments: changes)
  func `a changed campaign file is refused by name`(change: Change) throws {
    var file = try Self.members(of: try Canned().campaign.fileBytes)
    file[change.member] = change.value
    let bytes = Array(try JSONSerialization.data(withJSONObject: file))
    #expect(throws: change.error) { try Campaign(fileBytes: bytes) }
  }

  @Test(arguments: [
    "ovoz", "version", "id", "name", "suite", "publicKey", "answerKey", "fingerprint", "form",
  ])
  func `a campaign file with a member missing is refused`(member: String) throws {
    var file = try Self.members(of: try Canned().campaign.fileBytes)
    file[member] = nil
    let bytes = Array(try JSONSerialization.data(withJSONObject: file))
    #expect(throws: CampaignError.unreadable) { try Campaign(fileBytes: bytes) }
  }

  @Test func `one changed letter of a question is noticed`() throws {
    let file = String(decoding: try Canned().campaign.fileBytes, as: UTF8.self)
    let changed = file.replacingFirst("One sentence is enough.", with: "Ten sentences are enough.")
    try #require(changed != file)
    #expect(throws: CampaignError.changed) { try Campaign(fileBytes: Array(changed.utf8)) }
  }

  @Test func `another key under an old fingerprint is noticed`() throws {
    let campaign = try Canned().campaign
    let other = try KeyAgreement.PrivateKey().publicKey
    let file = String(decoding: campaign.fileBytes, as: UTF8.self)
      .replacingFirst(Hex.text(campaign.publicKey), with: Hex.text(other))
    #expect(throws: CampaignError.changed) { try Campaign(fileBytes: Array(file.utf8)) }
  }

  @Test func `a form over its limits is refused with its fault`() throws {
    let file = String(decoding: try Canned().campaign.fileBytes, as: UTF8.self)
      .replacingFirst("\"textLimit\" : 8000", with: "\"textLimit\" : 8190")
    let fault = "change.textLimit: does not fit into size 8192"
    #expect(throws: CampaignError.badForm(fault)) { try Campaign(fileBytes: Array(file.utf8)) }
  }

  @Test func `the largest number is over a limit too`() throws {
    let file = String(decoding: try Canned().campaign.fileBytes, as: UTF8.self)
      .replacingFirst("\"textLimit\" : 8000", with: "\"textLimit\" : \(Int.max)")
    let fault = "change.textLimit: does not fit into size 8192"
    #expect(throws: CampaignError.badForm(fault)) { try Campaign(fileBytes: Array(file.utf8)) }
  }

  @Test func `neither nothing nor a mountain of bytes is a campaign`() {
    #expect(throws: CampaignError.unreadable) { try Campaign(fileBytes: []) }
    let mountain = [UInt8](repeating: 0x20, count: 1 << 20 + 1)
    #expect(throws: CampaignError.unreadable) { try Campaign(fileBytes: mountain) }
  }

  @Test
  func `the fingerprint depends on both keys and the form, the dates and the name may change`()
    throws
  {
    let first = try Canned().campaign
    let later = try Campaign(
      id: first.id, name: "other", publicKey: first.publicKey, answerKey: first.answerKey,
      opens: first.opens,
      closes: Day(number: first.closes.number + 1), epochDays: 14, form: first.form)
    #expect(later.fingerprint == first.fingerprint)
    let key = try KeyAgreement.PrivateKey().publicKey
    let other = try Campaign(
      id: first.id, name: first.name, publicKey: key, answerKey: first.answerKey,
      opens: first.opens, closes: first.closes,
      epochDays: 7, form: first.form)
    #expect(other.fingerprint != first.fingerprint)
    #expect(other.formVersion == first.formVersion)
    let answering = try Campaign(
      id: first.id, name: first.name, publicKey: first.publicKey,
      answerKey: [UInt8](repeating: 1, count: 32), opens: first.opens, closes: first.closes,
      epochDays: 7, form: first.form)
    #expect(answering.fingerprint != first.fingerprint)
  }

  // G3
  @Test func `the log's periods go on after the end, as long as the others`() throws {
    let campaign = try Canned().campaign
    let (closes, days, last) = (campaign.closes, campaign.epochDays, campaign.lastEpoch)
    #expect(campaign.logEpoch(of: Day(number: campaign.opens.number - 9)) == 0)
    #expect(campaign.logEpoch(of: closes) == last)
    #expect(campaign.logEpoch(of: Day(number: closes.number + 1)) == last + 1)
    #expect(campaign.logEpoch(of: Day(number: closes.number + days)) == last + 1)
    #expect(campaign.logEpoch(of: Day(number: closes.number + days + 1)) == last + 2)
  }

  private static func members(of file: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(file)) as? [String: Any])
  }
}
