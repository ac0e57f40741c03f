// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct PlainSubmissionTests {
  /// A form filled in all over, in one language.
  static func filled(_ language: Language, record: String = "") -> [(String, String)] {
    [
      ("record", record), ("lang", language.rawValue), ("change.text", voices[language] ?? ""),
      ("permission.change", "3"), ("understood", "partly"), ("understood.text", "a & b = c + d %"),
      ("permission.understood", ""), ("interview", "believed"), ("interview", "repeat"),
      ("punished", ""), ("help.shelter", "helped"), ("help.papers", "missed"), ("help.legal", ""),
      ("most", "housing"), ("facts.gender", "woman"), ("facts.where", ""), ("permission", "2"),
      ("keep", "1"),
    ]
  }

  static let voices: [Language: String] = [
    .tg: "Овози ихтироъшуда: ҷ ӯ ӣ ғ қ ҳ.", .ru: "Придуманный голос: ё.",
    .uz: "Oʻylab topilgan ovoz: gʻ.", .en: "An invented voice & more <b>.",
  ]

  // G2
  @Test(arguments: Language.allCases)
  func `a plain form is sealed by the server and opens to what was written`(language: Language)
    async throws
  {
    let counter = try Counter()
    let reply = try await counter.send(plain: Plain.body(Self.filled(language)))
    #expect(reply.status == .unkept)
    #expect(reply.text.contains("<html lang=\"\(language.rawValue)\""))
    let stored = try #require(try counter.opened().first)
    #expect(stored.sealed.header.sealedBy == .server)
    let form = counter.canned.campaign.form
    let answer = try Self.answers(stored.testimony, to: form)
    let isSame =
      answer("change") == Answer(text: Self.voices[language] ?? "")
      && answer("understood") == Answer(choices: [2], text: "a & b = c + d %")
      && answer("interview") == Answer(choices: [1, 5])
      && answer("punished") == Answer() && answer("help") == Answer(choices: [0, 23])
      && answer("most") == Answer(choices: [1]) && answer("court") == Answer()
    #expect(isSame)
    #expect(stored.testimony.facts == [[0], []])
    let consent = stored.testimony.consent
    #expect(consent.language == language && consent.keep && !consent.helped)
    let permissions = form.questions.map { $0.id == "change" ? Permission.quote : .retell }
    #expect(consent.permissions == permissions)
  }

  // G7
  @Test func `without a decision about use, answers may be counted and no more`() async throws {
    let counter = try Counter()
    _ = try await counter.send(plain: "change.text=invented")
    let consent = try #require(try counter.opened().first).testimony.consent
    #expect(consent.permissions.allSatisfy { $0 == .count })
    #expect(!consent.keep && !consent.helped)
  }

  // G5
  @Test func `a button that is pressed twice stores once`() async throws {
    let counter = try Counter()
    let body = Plain.body(Self.filled(.en, record: String(repeating: "ab", count: 16)))
    for _ in 0..<3 { #expect(try await counter.send(plain: body).status == .unkept) }
    #expect(try counter.inbox.count() == 1)
  }

  // G12
  @Test func `another text under a record id that is taken is not stored`() async throws {
    let counter = try Counter()
    let record = String(repeating: "ab", count: 16)
    _ = try await counter.send(plain: "record=\(record)&change.text=first")
    let reply = try await counter.send(plain: "record=\(record)&change.text=second")
    #expect(reply.status == .conflict)
    let stored = try counter.opened()
    #expect(stored.count == 1)
    let isFirst = stored.first?.testimony.answers.first?.text == "first"
    #expect(isFirst)
  }

  @Test(arguments: ["", "abc", "zz", String(repeating: "ab", count: 17)])
  func `without a usable record id a testimony gets one`(record: String) async throws {
    let counter = try Counter()
    for _ in 0..<2 {
      let reply = try await counter.send(plain: "record=\(record)&change.text=invented")
      #expect(reply.status == .unkept)
    }
    #expect(try counter.inbox.count() == 2)
  }

  @Test(arguments: [
    ("a%0D%0Ab", "a\nb"), ("a%0Db", "a\nb"), ("a%0A%0D%0Ab", "a\n\nb"), ("a%00%07%7Fb", "ab"),
    ("a%09b", "ab"), ("+a+", " a "), ("%F0%9F%95%8A", "🕊"), ("a%C2%85b", "a\u{85}b"),
    ("a=b", "a=b"), ("%2B%26", "+&"),
  ])
  func `line ends become one letter and other controls none`(sent: String, kept: String)
    async throws
  {
    let counter = try Counter()
    #expect(try await counter.send(plain: "change.text=\(sent)").status == .unkept)
    let text = try #require(try counter.opened().first?.testimony.answers.first?.text)
    let isSame = Array(text.utf8) == Array(kept.utf8)
    #expect(isSame)
  }

  /// A form with one thing wrong, and the text of the page that explains it.
  static let refused: [(name: String, body: String, status: HTTPResponse.Status, page: String)] = [
    ("nothing", "", .badRequest, "missing"),
    ("no required answer", "understood=yes", .badRequest, "missing"),
    ("only spaces", "change.text=+%0D%0A+", .badRequest, "missing"),
    ("only controls", "change.text=%00%01", .badRequest, "missing"),
    ("only signs that nobody sees", "change.text=%E2%80%8B%C2%85", .badRequest, "missing"),
    (
      "a byte too long", "change.text=" + String(repeating: "a", count: 8_001), .badRequest,
      "tooLong"
    ),
    (
      "a letter too long", "change.text=" + String(repeating: "%D2%B7", count: 4_001), .badRequest,
      "tooLong"
    ),
    ("a text without a box", "change.text=a&interview.text=a", .badRequest, "tooLong"),
    (
      "a body too long", "change.text=" + String(repeating: "a", count: 98_304), .contentTooLarge,
      "tooLong"
    ),
    ("two of one", "change.text=a&understood=yes&understood=not", .badRequest, "tooMany"),
    (
      "four of three", "change.text=a&most=housing&most=safety&most=money&most=papers", .badRequest,
      "tooMany"
    ),
    ("two in a row", "change.text=a&help.legal=helped&help.legal=little", .badRequest, "tooMany"),
    (
      "two of one fact", "change.text=a&facts.gender=man&facts.gender=woman", .badRequest, "tooMany"
    ),
    ("an unknown choice", "change.text=a&understood=perhaps", .badRequest, "refused"),
    ("an unknown place", "change.text=a&help.legal=perhaps", .badRequest, "refused"),
    ("an unknown fact", "change.text=a&facts.gender=perhaps", .badRequest, "refused"),
    ("an unknown permission", "change.text=a&permission=4", .badRequest, "refused"),
    ("a permission in words", "change.text=a&permission.change=all", .badRequest, "refused"),
    ("a bad escape", "change.text=a%zz", .badRequest, "refused"),
    ("half an escape", "change.text=a%2", .badRequest, "refused"),
    ("not UTF-8, escaped", "change.text=%FF%FE", .badRequest, "refused"),
    ("a surrogate", "change.text=%ED%A0%80", .badRequest, "refused"),
    ("a name alone", "change.text=a&understood", .badRequest, "refused"),
    (
      "too many fields", "change.text=a" + String(repeating: "&x=y", count: 200), .badRequest,
      "refused"
    ),
  ]

  @Test(arguments: refused)
  func `a form with a mistake gets its page and is not stored`(
    name: String, body: String, status: HTTPResponse.Status, page: String
  ) async throws {
    let counter = try Counter()
    let reply = try await counter.send(plain: body)
    #expect(reply.status == status)
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let expected = texts.text(page, in: .en).replacingOccurrences(of: "'", with: "&#39;")
    #expect(!expected.isEmpty && reply.text.contains(expected))
    #expect(try counter.inbox.count() == 0)
    #expect(counter.events.all.isEmpty)
  }

  @Test func `bytes that are not UTF-8 are refused as they are`() async throws {
    let counter = try Counter()
    let reply = try await counter.send(plain: Array("change.text=a".utf8) + [0xff])
    #expect(reply.status == .badRequest)
    #expect(try counter.inbox.count() == 0)
  }

  // G5
  @Test(arguments: [("full", Counter.openDay, false), ("late", "2027-01-01", true)])
  func `what arrived before is acknowledged by an intake that takes nothing, and nothing else is`(
    why: String, today: String, hasRoom: Bool
  ) async throws {
    let counter = try Counter()
    let body = "change.text=first&record="
    let (one, two) = (String(repeating: "ab", count: 16), String(repeating: "cd", count: 16))
    let first = try await counter.send(plain: body + one)
    try counter.moment.becomes(today, hasRoom: hasRoom)
    let again = try await counter.send(plain: body + one)
    #expect(first.status == .unkept && again.status == .unkept, "\(why)")
    // The receipt too is the same.
    #expect(again.bytes == first.bytes, "\(why)")
    let changed = try await counter.send(plain: body + one + "&keep=1")
    #expect(changed.status == .conflict, "\(why)")
    let other = try await counter.send(plain: body + two)
    #expect(other.status == .serviceUnavailable, "\(why)")
    #expect(Set([first.size, again.size, changed.size, other.size]).count == 1, "\(why)")
    #expect(try counter.inbox.count() == 1)
  }

  // G5
  @Test func `a full intake says that nothing was sent, and loses nothing that was typed`()
    async throws
  {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let record = String(repeating: "ab", count: 16)
    let reply = try await Counter(hasRoom: false).send(plain: "record=\(record)&change.text=first")
    #expect(reply.status == .serviceUnavailable)
    let told = "\(texts.text("full", in: .en)) \(texts.text("unsent", in: .en)) "
    #expect(reply.text.contains("role=\"alert\">\(told)"))
    #expect(reply.text.contains("\nfirst</textarea>"))
  }

  // G4
  @Test func `every reply to a plain form has one size, in every language`() async throws {
    let counter = try Counter()
    let record = String(repeating: "ab", count: 16)
    let bodies =
      ["record=\(record)&change.text=first", "record=\(record)&change.text=second"]
      + Self.refused.map(\.body)
    var sizes: Set<[Int]> = []
    for language in Language.allCases {
      for body in bodies {
        sizes.insert(try await counter.send(plain: body, language: language.rawValue).size)
      }
      let closed = try Counter(hasCampaign: false)
      sizes.insert(try await closed.send(plain: bodies[0], language: language.rawValue).size)
      let full = try Counter(hasRoom: false)
      sizes.insert(try await full.send(plain: bodies[0], language: language.rawValue).size)
    }
    #expect(sizes.count == 1)
  }

  // G2
  // G3
  @Test func `no word of a plain form is in a file or in the log`() async throws {
    let counter = try Counter()
    let reply = try await counter.send(
      plain: Plain.body([("change.text", "sentinel Дилрабо"), ("understood.text", "sentinel")]))
    #expect(reply.status == .unkept)
    #expect(!reply.text.contains("sentinel"))
    #expect(try counter.inbox.count() == 1)
    for word in ["sentinel", "Дилрабо"] {
      for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
        let bytes = try #require(word.data(using: encoding))
        for file in try counter.scratch.contents() {
          #expect(file.bytes.range(of: bytes) == nil, "\(file.name)")
        }
      }
    }
    #expect(counter.events.all.isEmpty, "that it came is not logged either")
  }

  private static func answers(
    _ testimony: Testimony, to form: Form
  ) throws -> (String) -> Answer? {
    { id in form.questions.firstIndex { $0.id == id }.map { testimony.answers[$0] } }
  }
}
