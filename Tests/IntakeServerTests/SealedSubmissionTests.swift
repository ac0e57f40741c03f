// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import IntakeStore
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct SealedSubmissionTests {
  // G5
  @Test func `a sealed testimony is stored once, however often it is sent`() async throws {
    let counter = try Counter()
    let sealed = try counter.canned.sealed()
    for _ in 0..<3 {
      let reply = try await counter.send(sealed.bytes)
      #expect(reply.status == .ok)
      #expect(reply.text.hasPrefix("accepted "))
    }
    #expect(try counter.inbox.count() == 1)
    #expect(try counter.opened().map(\.sealed) == [sealed])
  }

  // G12
  @Test func `what is not a sealed testimony of this campaign is refused`() async throws {
    let counter = try Counter()
    let good = try counter.canned.sealed().bytes
    let refused: [[UInt8]] = [
      [], [1, 2, 3], Array(good.dropLast()), good + [0], good + good,
      [UInt8](repeating: 0, count: good.count), try Canned().sealed().bytes,
      try counter.canned.sealed(record: counter.canned.campaign.id).bytes,
      try counter.canned.sealed(by: .server).bytes, [UInt8](repeating: 65, count: 1 << 20),
    ]
    for body in refused {
      let reply = try await counter.send(body)
      #expect(reply.status == .badRequest, "\(body.count)")
      #expect(reply.text.hasPrefix("refused "))
    }
    #expect(try counter.inbox.count() == 0)
    #expect(counter.events.all.isEmpty)
  }

  // G12
  @Test func `another testimony under a taken id is refused`() async throws {
    let counter = try Counter()
    let first = try counter.canned.sealed()
    let other = try counter.canned.sealed("other", record: first.header.record)
    _ = try await counter.send(first.bytes)
    let reply = try await counter.send(other.bytes)
    #expect(reply.status == .conflict)
    #expect(reply.text.hasPrefix("refused "))
    #expect(try counter.opened().map(\.sealed) == [first])
  }

  // G4
  @Test func `every reply to a sealed testimony has one size`() async throws {
    let open = try Counter()
    let closed = try Counter(hasCampaign: false)
    let full = try Counter(hasRoom: false)
    let sealed = try open.canned.sealed()
    let other = try open.canned.sealed("other", record: sealed.header.record)
    var replies: [TestResponse] = []
    for body in [sealed.bytes, sealed.bytes, other.bytes, [1, 2, 3]] {
      replies.append(try await open.send(body))
    }
    let needy = try Counter(door: Door(slips: .required))
    replies.append(try await needy.send(try needy.canned.sealed().bytes))
    let busy = try Counter(door: Door(perMinute: 0, burst: 1))
    for _ in 0..<2 { replies.append(try await busy.send(try busy.canned.sealed().bytes)) }
    #expect(replies.last?.text.prefix(5) == "busy ")
    replies.append(try await closed.send(sealed.bytes))
    replies.append(try await full.send(sealed.bytes))
    #expect(Set(replies.map(\.status.code)) == [200, 400, 403, 409, 503])
    #expect(Set(replies.map(\.size)).count == 1)
  }

  // G11
  @Test(arguments: [
    ("no campaign", Counter.openDay, true, false), ("early", "2025-12-31", true, true),
    ("late", "2027-01-01", true, true), ("full", Counter.openDay, false, true),
  ])
  func `an intake that cannot take a testimony says so politely and stores nothing`(
    why: String, today: String, hasRoom: Bool, hasCampaign: Bool
  ) async throws {
    let counter = try Counter(today: today, hasRoom: hasRoom, hasCampaign: hasCampaign)
    let page = try await counter.visit(.get, "/?lang=en")
    #expect(page.status == .serviceUnavailable)
    #expect(page.text.contains("<html lang=\"en\""))
    #expect(!page.text.contains("<form") && !page.text.contains("<textarea"))
    let sealed = try await counter.send(try counter.canned.sealed().bytes)
    #expect(sealed.status == .serviceUnavailable)
    #expect(sealed.text.hasPrefix(hasRoom ? "closed " : "full "))
    let plain = try await counter.send(plain: "change.text=invented")
    #expect(plain.status == .serviceUnavailable)
    #expect(try counter.inbox.count() == 0)
  }

  // G5
  @Test(arguments: [("full", Counter.openDay, false), ("late", "2027-01-01", true)])
  func `what arrived before is acknowledged by an intake that takes nothing, and nothing else is`(
    why: String, today: String, hasRoom: Bool
  ) async throws {
    let counter = try Counter(today: today, hasRoom: hasRoom)
    let sealed = try counter.canned.sealed()
    _ = try await counter.inbox.accept(sealed, epoch: 0)
    let again = try await counter.send(sealed.bytes)
    #expect(again.status == .ok, "\(why)")
    #expect(again.text.hasPrefix("accepted "), "\(why)")
    let other = try counter.canned.sealed("other", record: sealed.header.record)
    for body in [other.bytes, try counter.canned.sealed().bytes, [1, 2, 3]] {
      let reply = try await counter.send(body)
      #expect(reply.status == .serviceUnavailable, "\(why)")
      #expect(reply.size == again.size, "\(why)")
    }
    #expect(try counter.inbox.count() == 1)
  }

  // G11
  @Test(arguments: ["2026-01-01", "2026-12-31"])
  func `the first and the last day are open`(today: String) async throws {
    let counter = try Counter(today: today)
    #expect(try await counter.visit().status == .unkept)
    #expect(try await counter.send(try counter.canned.sealed().bytes).status == .ok)
  }

  @Test func `no other kind of body is looked at`() async throws {
    let counter = try Counter()
    for type in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
      let reply = try await counter.visit(
        .post, "/", ["Content-Type": type], body: Array("change.text=invented".utf8))
      #expect(reply.status == .unsupportedMediaType, "\(type)")
    }
    #expect(try counter.inbox.count() == 0)
  }

  // RFC 9110 §8.3.1
  @Test func `the kind of a body is read whatever its case`() async throws {
    let counter = try Counter()
    let plain = try await counter.visit(
      .post, "/?lang=en", ["Content-Type": "Application/X-WWW-Form-Urlencoded"],
      body: Array("change.text=invented".utf8))
    #expect(plain.status == .unkept)
    let sealed = try counter.canned.sealed().bytes + [UInt8](repeating: 5, count: 72)
    let sent = try await counter.visit(
      .post, "/", ["Content-Type": "APPLICATION/octet-stream"], body: sealed)
    #expect(sent.status == .ok)
    #expect(try counter.inbox.count() == 2)
    let shown = try await counter.visit(
      .post, "/receipt?lang=en", ["Content-Type": "APPLICATION/x-www-form-urlencoded"],
      body: Array("digits=1&do=look".utf8))
    #expect(shown.text.contains("<html lang=\"en\""))
  }
}
