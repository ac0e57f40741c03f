// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Testing
import TestimonyModel
import TestimonyTesting

@testable import Answering

@Suite struct PublishedAnswerTests {
  @Test func `what was written is what the intake shows, in each language`() throws {
    let reception = try Reception()
    let published = try PublishedAnswer(
      reception.published(number: 7), of: reception.campaign)
    #expect(published.number == 7)
    #expect(try published.answer == Reception.example())
    let english = published.items(in: .en)
    #expect(english.count == 3)
    #expect(
      english[0]
        == AnswerLines(
          heard: "Interviews are long and go on without a break.",
          decided: "Every interview will have a break, and you may ask to stop.",
          owner: "An invented ministry", by: "1 September 2027"))
    #expect(english[2].refused == "No new shelter will open this year.")
    #expect(english[2].why?.hasPrefix("This year's budget") == true)
    #expect(english[2].decided == nil && english[2].by == nil)
    #expect(published.items(in: .tg)[0].by == "01.09.2027")
    #expect(published.signature(in: .en) == "An invented organisation, 1 March 2027")
    #expect(published.signature(in: .ru) == "Вымышленная организация, 01.03.2027")
    #expect(published.opening(in: .uz)?.hasPrefix("Yozganingiz") == true)
  }

  // G12
  @Test func `another campaign's answer is refused, also one with the same answer key`() throws {
    let one = try Reception()
    let other = try Reception()
    let bytes = try one.published()
    #expect(other.refusal(of: bytes) == .otherCampaign)
    let renamed = try one.signedAgain(bytes) { $0.replaceSubrange(9..<25, with: other.campaign.id) }
    #expect(other.refusal(of: renamed) == .badSignature)
  }

  // G12
  @Test func `one changed bit anywhere is refused`() throws {
    let reception = try Reception()
    let bytes = try reception.published()
    let places = Array(0..<200) + Array(stride(from: 200, to: bytes.count, by: 97))
    for place in places + [bytes.count - 64, bytes.count - 1] {
      var changed = bytes
      changed[place] ^= 1
      #expect(reception.refusal(of: changed) != nil, "byte \(place)")
    }
  }

  // G12
  @Test func `a file that ends early or goes on is refused by name`() throws {
    let reception = try Reception()
    let bytes = try reception.published()
    for count in [9, 24, 25, 32, 33, 40, bytes.count / 2, bytes.count - 65, bytes.count - 1] {
      #expect(reception.refusal(of: Array(bytes.prefix(count))) == .truncated, "\(count) bytes")
    }
    #expect(reception.refusal(of: bytes + [0]) == .trailingBytes)
    #expect(reception.refusal(of: []) == .notAnAnswer)
    #expect(reception.refusal(of: Array("OVOZBNDL".utf8) + bytes.dropFirst(8)) == .notAnAnswer)
    let newer = try reception.signedAgain(bytes) { $0[8] = 2 }
    #expect(reception.refusal(of: newer) == .unknownVersion)
  }

  @Test func `lengths beyond the limits are refused before anything is read`() throws {
    let reception = try Reception()
    let bytes = try reception.published()
    let page = try reception.signedAgain(bytes) { $0[29] = 0xff }
    #expect(reception.refusal(of: page) == .tooLarge)
    let many = try reception.file(page: "{}", names: [], count: 16_400)
    #expect(reception.refusal(of: many) == .tooLarge)
    let mountain = [UInt8](repeating: 0, count: PublishedAnswer.mostBytes + 1)
    #expect(reception.refusal(of: mountain) == .tooLarge)
  }

  @Test(arguments: [
    "", "{}", "[]", "{\"from\":{},\"day\":\"2027-03-01\",\"points\":[]}",
    Self.page(day: "2027-02-30"), Self.page(point: ""), Self.page(point: Self.half),
    Self.page(point: "\"heard\":\(Self.text),\"decided\":\(Self.text),\"owner\":\(Self.text)"),
    Self.page(point: "\"heard\":\(Self.text),\"refused\":\(Self.text)"),
    Self.page(point: Self.decided + ",\"refused\":\(Self.text)"),
    Self.page(point: Self.decided.replacing("\"en\":\"a\"", with: "\"en\":\" \"")),
    Self.page(point: Self.decided.replacing("\"en\":\"a\"", with: "\"en\":\"a\\u0007\"")),
    Self.page(point: Self.decided.replacing("\"en\":\"a\"", with: "\"de\":\"a\"")),
    Self.page(points: 25),
  ])
  func `a signed page that cannot be shown is refused all the same`(page: String) throws {
    let reception = try Reception()
    let bytes = try reception.file(page: page, names: Array(0..<16))
    #expect(reception.refusal(of: bytes) == .badPage)
  }

  @Test(
    arguments: [
      [], Array(0..<15), Array(0..<17), [UInt8](repeating: 1, count: 16),
      Array((0..<16).reversed()),
    ] as [[UInt8]])
  func `replies out of order, or not a multiple of sixteen, are refused`(names: [UInt8]) throws {
    let reception = try Reception()
    let bytes = try reception.file(page: Self.page(), names: names)
    #expect(reception.refusal(of: bytes) == .badReplies)
    #expect(
      reception.refusal(of: try reception.file(page: Self.page(), names: Array(0..<16))) == nil)
  }

  static let text = "{\"en\":\"a\",\"ru\":\"a\",\"tg\":\"a\",\"uz\":\"a\"}"
  static let half = "\"heard\":\(text)"
  static let decided =
    "\(half),\"decided\":\(text),\"owner\":\(text),\"by\":\"2027-03-01\""

  static func page(day: String = "2027-03-01", point: String = decided, points: Int = 1) -> String {
    let all = Array(repeating: "{\(point)}", count: points).joined(separator: ",")
    return "{\"from\":\(text),\"day\":\"\(day)\",\"points\":[\(all)]}"
  }
}
