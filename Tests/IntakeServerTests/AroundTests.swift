// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct AroundTests {
  // G3
  @Test func `the exit leads away, clears the browser, and works while the form is closed`()
    async throws
  {
    for counter in [try Counter(), try Counter(hasCampaign: false)] {
      let reply = try await counter.visit(.get, "/exit")
      #expect(reply.status == .seeOther)
      #expect(reply.headers[.location] == "https://example.org/")
      #expect(reply.headers[.cacheControl] == "no-store")
      let clear = try #require(HTTPField.Name("Clear-Site-Data"))
      #expect(reply.headers[clear] == "\"cache\", \"cookies\", \"storage\"")
      #expect(reply.bytes.isEmpty)
    }
  }

  // G13
  @Test(arguments: ["/", "/help", "/answer", "/receipt", "/nothing"])
  func `each page has the exit before everything else, in each language`(path: String) async throws
  {
    let counter = try Counter()
    for language in Language.allCases {
      let page = try await counter.visit(.get, "\(path)?lang=\(language.rawValue)").text
      let exit = try #require(page.range(of: "<a id=\"exit\" href=\"/exit\""))
      let main = try #require(page.range(of: "<main"))
      #expect(exit.lowerBound < main.lowerBound)
      #expect(page.contains("data-to=\"https://example.org/\""), "the script goes there itself")
      #expect(page.contains("<html lang=\"\(language.rawValue)\" dir=\"ltr\">"))
    }
  }

  @Test func `without an answer the page says that there is none yet`() async throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let page = try await Counter().visit(.get, "/answer?lang=en").text
    #expect(page.contains(texts.text("answerNone", in: .en)))
  }

  @Test func `an answer shows what was decided, what was refused and why, escaped`() throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let line = AnswerPage.Line(
      heard: "Invented <wish>", refused: "An invented refusal", why: "An invented reason")
    let page = String(
      decoding: try AnswerPage(texts).bytes(
        heading: "An invented meeting", lines: [line], signature: "ab12 cd34", in: .en),
      as: UTF8.self)
    for shown in [
      "Invented &lt;wish&gt;", "An invented refusal", "An invented reason", "ab12 cd34",
    ] {
      #expect(page.contains(shown), "\(shown)")
    }
    for left in ["answerNone", "answerDecided", "answerOwner", "answerBy"] {
      #expect(!page.contains(">\(texts.text(left, in: .en))<"), "\(left)")
    }
  }

  static let outcomes: [ReceiptPage.Outcome] = [
    .ask, .wrongDigits, .wrongLength, .sure, .done, .failed, .look(.none), .look(.withdrawn),
    .look(
      .kept, reply: String(repeating: "я", count: 1_500),
      proof: .init(holds: true, checkpoint: "invented")),
    .look(.kept, proof: .init(holds: false, checkpoint: "invented")),
  ]

  // G4
  @Test(arguments: Language.spoken)
  func `every answer of the receipt page has one length`(language: Language) throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let page = try ReceiptPage(texts, campaign: Array(repeating: 7, count: 16))
    for outcome in Self.outcomes {
      let bytes = page.bytes(outcome, digits: "1234 5678", in: language)
      #expect(bytes.count == ReceiptPage.length, "\(outcome)")
    }
  }

  @Test func `the receipt page shows digits and reply again, escaped`() throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let page = try ReceiptPage(texts, campaign: Array(repeating: 7, count: 16))
    let wrong = String(
      decoding: page.bytes(.wrongDigits, digits: "12\"><b>", in: .en), as: UTF8.self)
    #expect(wrong.contains("value=\"12&quot;&gt;&lt;b&gt;\""))
    #expect(wrong.contains(texts.text("digitWrong", in: .en)))
    #expect(wrong.contains("aria-invalid=\"true\""))
    let reply = String(
      decoding: page.bytes(.look(.kept, reply: "An <invented> reply"), in: .en), as: UTF8.self)
    #expect(reply.contains("An &lt;invented&gt; reply"))
    #expect(reply.contains("id=\"reply\">") && reply.contains("id=\"proof\" hidden>"))
  }

  // G4
  @Test func `the thanks page shows the receipt in groups of four`() throws {
    let messages = try MessagePage(try PageTexts(file: Canned.config("pages.yaml")))
    let digits = "123456789012345678901234"
    for language in Language.spoken {
      let page = messages.thanks(receipt: digits, in: language)
      #expect(String(decoding: page, as: UTF8.self).contains(">1234 5678 9012 3456 7890 1234<"))
      #expect(page.count <= MessagePage.length)
    }
    let none = String(decoding: messages.thanks(receipt: nil, in: .en), as: UTF8.self)
    #expect(!none.contains("id=\"digits\""))
  }
}
