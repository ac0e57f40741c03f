// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import NIOCore
import Receipt
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting
import TransparencyLog

@testable import IntakeServer

/// G6: what is withdrawn is gone, and nobody learns from the answer whether there was something.
@Suite struct ReceiptHandlerTests {
  @Test func `unknown, good and used receipts get one answer, byte for byte`() async throws {
    let counter = try Counter()
    let token = try RandomBytes.fresh(32)
    _ = try await counter.send(try counter.canned.sealed().bytes, token: token)
    var replies: [TestResponse] = []
    for one in [try RandomBytes.fresh(32), token, token] {
      replies.append(try await counter.show(2, one))
    }
    #expect(Set(replies.map(\.text)).count == 1)
    #expect(Set(replies.map(\.size)).count == 1)
    #expect(replies[0].text.hasPrefix("{\"done\":true}"))
    #expect(try counter.inbox.count() == 0)
  }

  // G4
  @Test func `looking has one size, whatever the receipt stands for`() async throws {
    let token = try RandomBytes.fresh(32)
    let counter = try Counter()
    _ = try await counter.send(try counter.canned.sealed().bytes, token: token)
    try counter.publish()
    let unknown = try await counter.show(1, try RandomBytes.fresh(32))
    let kept = try await counter.show(1, token)
    _ = try await counter.show(2, token)
    let withdrawn = try await counter.show(1, token)
    let states = [unknown, kept, withdrawn].map(\.state)
    #expect(states == ["none", "kept", "withdrawn"])
    #expect(Set([unknown, kept, withdrawn].map(\.size)).count == 1)
  }

  // G3
  @Test func `what is withdrawn after the end waits for a period to close, as before it`()
    async throws
  {
    let campaign = try Canned().campaign
    let counter = try Counter(today: Day(number: campaign.closes.number + 3).description)
    let sealed = try counter.canned.sealed()
    let submission = try Submission(sealed)
    _ = try await counter.inbox.accept(submission, epoch: campaign.lastEpoch, takesUninvited: true)
    let key = try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: 1, count: 32)))
    func leaves(after days: Int) throws -> Int {
      let day = Day(number: campaign.closes.number + days)
      try counter.inbox.publishLog(before: campaign.logEpoch(of: day), key: key)
      return try counter.inbox.publicLog().tree.size
    }
    #expect(try leaves(after: 1) == 1)
    _ = try await counter.show(2, submission.token)
    #expect(try counter.inbox.count() == 0)
    #expect(try leaves(after: campaign.epochDays) == 1)
    #expect(try leaves(after: campaign.epochDays + 1) == 2)
  }

  @Test func `of one that nobody fetched the page says so, in each language`() async throws {
    let counter = try Counter()
    let code = try DigitCode()
    let token = try ReceiptKeys(code, campaign: counter.canned.campaign.id).token
    _ = try await counter.send(try counter.canned.sealed().bytes, token: token)
    try counter.inbox.depart(before: .max)
    #expect(try await counter.show(1, token).state == "expired")
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let digits = code.groups.joined(separator: "%20")
    let page = try await counter.receipt("digits=\(digits)&do=look").text
    #expect(page.contains(texts.text("stateExpired", in: .en)))
    for language in Language.allCases { #expect(!texts.text("stateExpired", in: language).isEmpty) }
  }

  @Test func `answers leave at one beat, long after the work is done`() async throws {
    let counter = try Counter()
    let token = try RandomBytes.fresh(32)
    _ = try await counter.send(try counter.canned.sealed().bytes, token: token)
    for one in [try RandomBytes.fresh(32), token, token] {
      let start = ContinuousClock.now
      _ = try await counter.show(2, one)
      #expect(ContinuousClock.now - start >= ReceiptHandler.beat)
    }
  }

  @Test(arguments: [0, 63, 65, 4_096])
  func `another length is refused`(length: Int) async throws {
    let counter = try Counter()
    let body = [UInt8](repeating: 2, count: length)
    let reply = try await counter.visit(
      .post, "/receipt", ["Content-Type": "application/octet-stream"], body: body)
    #expect(reply.status == .badRequest)
    #expect(reply.size == (try await counter.show(2, try RandomBytes.fresh(32))).size)
  }

  @Test func `without a script the digits withdraw once she is sure`() async throws {
    let counter = try Counter()
    let code = try DigitCode()
    let token = try ReceiptKeys(code, campaign: counter.canned.campaign.id).token
    _ = try await counter.send(try counter.canned.sealed().bytes, token: token)
    let digits = code.groups.joined(separator: "%20")
    _ = try await counter.receipt("digits=\(digits)&do=withdraw")
    #expect(try counter.inbox.count() == 1)
    let wrong = digits.first == "1" ? "2" : "1"
    _ = try await counter.receipt("digits=\(wrong)\(digits.dropFirst())&do=withdraw&sure=1")
    #expect(try counter.inbox.count() == 1)
    _ = try await counter.receipt("digits=\(digits)&do=withdraw&sure=1")
    #expect(try counter.inbox.count() == 0)
  }

  @Test func `a plain form gets a receipt that withdraws it, unless none is wanted`()
    async throws
  {
    let counter = try Counter()
    let page = try await counter.send(plain: "change.text=invented")
    let digits = try #require(page.text.firstMatch(of: /(?:\d{4}[ \n]){5}\d{4}/)).output
    _ = try await counter.receipt(
      "digits=\(digits.replacingOccurrences(of: " ", with: "-"))&do=withdraw&sure=1")
    #expect(try counter.inbox.count() == 0)
    let none = try await counter.send(plain: "change.text=other&noreceipt=1")
    #expect(none.status == .unkept)
    #expect(none.text.firstMatch(of: /(?:\d{4}[ \n]){5}\d{4}/) == nil)
    #expect(try counter.inbox.count() == 1)
  }

  // G4
  @Test func `a form that wants no receipt waits for the digits like the others`() async throws {
    let counter = try Counter()
    let handler = SubmissionHandler(
      intake: counter.intake, mostFormBytes: 9_999, mostFormFields: 99,
      stretching: KeyStretching(most: 0))
    for body in ["change.text=a", "change.text=a&noreceipt=1"] {
      let request = Request(
        head: .init(
          method: .post, scheme: "https", authority: nil, path: "/",
          headerFields: [.contentType: "application/x-www-form-urlencoded"]),
        body: .init(buffer: ByteBuffer(string: body)))
      #expect(await handler.handle(request, language: .en).status == .serviceUnavailable)
    }
    #expect(try counter.inbox.count() == 0)
  }

  // G6
  @Test func `a flood of forms keeps nobody from withdrawing`() async throws {
    let stretching = KeyStretching(most: 1)
    let (code, id) = (try DigitCode(), [UInt8](repeating: 1, count: 16))
    await withTaskGroup(of: (KeyStretching.Line, Bool).self) { group in
      for line in [KeyStretching.Line.open, .open, .open, .receipt, .slip] {
        group.addTask { (line, await stretching.keys(of: code, campaign: id, in: line) != nil) }
      }
      let done = await group.reduce(into: []) { $0.append($1) }
      #expect(done.filter { $0.1 }.map(\.0.rawValue).contains(KeyStretching.Line.receipt.rawValue))
      #expect(done.filter { $0.0 == .slip && $0.1 }.count == 1)
      #expect(done.filter { $0.0 == .open && $0.1 }.count < 3)
    }
  }
}

/// Open to survivors, not to floods.
@Suite struct AdmissionTests {
  @Test func `a flood empties the open lane, and slips go through`() async throws {
    let counter = try Counter(door: Door(perMinute: 1, burst: 2))
    let slip = try RandomBytes.fresh(32)
    try counter.inbox.addSlips([slip])
    var words: [String] = []
    for _ in 0..<4 {
      let reply = try await counter.send(try counter.canned.sealed().bytes)
      words.append(String(reply.text.prefix { !$0.isWhitespace }))
    }
    #expect(words == ["accepted", "accepted", "busy", "busy"])
    let invited = try await counter.send(try counter.canned.sealed().bytes, slip: slip)
    #expect(invited.text.hasPrefix("accepted "))
  }

  // G3
  @Test(arguments: ["Forwarded", "X-Forwarded-For", "X-Real-IP", "User-Agent", "Cookie"])
  func `the open lane is one for all, whoever says to come from where`(name: String) async throws {
    for visitors in [[1, 1, 1, 1], [1, 2, 3, 4]] {
      let counter = try Counter(door: Door(perMinute: 1, burst: 2))
      var words: [String] = []
      for visitor in visitors {
        let reply = try await counter.send(
          try counter.canned.sealed().bytes, [name: "203.0.113.\(visitor)"])
        words.append(String(reply.text.prefix { !$0.isWhitespace }))
      }
      #expect(words == ["accepted", "accepted", "busy", "busy"], "\(visitors)")
    }
  }

  @Test func `whoever does the work is taken`() async throws {
    let counter = try Counter(door: Door(perMinute: 1, burst: 1))
    _ = try await counter.send(try counter.canned.sealed().bytes)
    let sealed = try counter.canned.sealed()
    let busy = try await counter.send(sealed.bytes).text.split(separator: " ")
    let challenge = try #require(Hex.bytes(busy[1]))
    let bits = try #require(Int(busy[2]))
    let nonce = try #require(
      (0..<UInt64(1 << 20)).lazy.map { number in
        var nonce: [UInt8] = []
        nonce.append(bigEndian: number)
        return nonce
      }.first { nonce in
        let work = Digest.sha256(
          DomainLabel.puzzle.bytes + challenge + sealed.header.record + nonce)
        return work.prefix(3).reduce(0) { $0 << 8 | Int($1) } >> (24 - bits) == 0
      })
    let reply = try await counter.send(sealed.bytes, nonce: nonce)
    #expect(reply.text.hasPrefix("accepted "))
  }

  @Test func `where slips are required nothing comes without one`() async throws {
    let counter = try Counter(door: Door(slips: .required))
    let reply = try await counter.send(try counter.canned.sealed().bytes)
    #expect(reply.text.hasPrefix("slip "))
    #expect(try await counter.send(plain: "change.text=invented").status == .forbidden)
    #expect(try counter.inbox.count() == 0)
  }

  @Test func `the bucket fills again with time, and never beyond its size`() throws {
    let clock = Clock()
    let admission = try Admission(.optional, perMinute: 60, burst: 3) { clock.seconds }
    let taken = { (0..<10).filter { _ in admission.ask(nil) == .take }.count }
    #expect(taken() == 3)
    clock.seconds = 2
    #expect(taken() == 2)
    clock.seconds = 1_000
    #expect(taken() == 3)
  }
}

/// A clock that a test moves.
private final class Clock: @unchecked Sendable {
  var seconds = 0.0
}
