// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Deflation
import HTTPTypes
import HummingbirdTesting
import IntakeStore
import Sealing
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

/// The end of the campaign's key, on the pages that survivors see.
@Suite struct KeyEndTests {
  @Test(arguments: ["tg", "ru", "uz", "en"])
  func `the form, the answer and the closed page tell the day, in each language`(
    language: String
  ) async throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let language = try #require(Language(rawValue: language))
    let said = texts.text("keyEndAnnounced", in: language)
    #expect(!said.isEmpty)
    let ahead = try Counter(keyEnd: .announced(try day("2027-03-09")))
    for path in ["/", "/answer"] {
      let page = try await ahead.visit(.get, "\(path)?lang=\(language.rawValue)").text
      #expect(page.contains(language == .en ? "9 March 2027" : "09.03.2027"))
      #expect(page.contains(said))
    }
    let over = try Counter(keyEnd: .done(try day(Counter.openDay)))
    let closed = try await over.visit(.get, "/?lang=\(language.rawValue)")
    #expect(closed.status == .serviceUnavailable)
    #expect(closed.text.contains(try day(Counter.openDay).written(in: language)))
    #expect(!closed.text.contains(said))
    // What was destroyed does not come back.
    let later = texts.text("closedLater", in: language)
    #expect(!later.isEmpty && !closed.text.contains(later))
    let shut = try await Counter(hasCampaign: false).visit(.get, "/?lang=\(language.rawValue)")
    #expect(shut.text.contains(later))
  }

  // G11
  @Test(arguments: [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)])
  func `from the announced day on nothing is taken, and once it is done never`(
    end: String, isOpen: Bool
  ) async throws {
    let (early, late) = (try day(end), try day("2027-05-01"))
    for (keyEnd, isOpen) in [
      (KeyEnd.announced(early), isOpen), (.done(early), false),
      (.done(late, announced: early), false),
      (.done(early, announced: late), false),
    ] {
      let counter = try Counter(keyEnd: keyEnd)
      let reply = try await counter.send(try counter.canned.sealed().bytes)
      #expect(reply.text.hasPrefix(isOpen ? "accepted" : "closed"))
      #expect(try counter.inbox.count() == (isOpen ? 1 : 0))
    }
  }

  @Test func `where nothing is announced no page has a word of it`() async throws {
    let counter = try Counter()
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    for path in ["/", "/answer"] {
      let page = try await counter.visit(.get, "\(path)?lang=en").text
      for name in ["keyEndAnnounced", "keyEndDone"] {
        #expect(!page.contains(texts.text(name, in: .en)))
      }
    }
  }

  // G13
  @Test(arguments: ["tg", "ru", "uz", "en"])
  func `the form keeps to its bytes with it`(language: String) async throws {
    let counter = try Counter(keyEnd: .announced(try day("2027-03-09")))
    let page = try await counter.visit(.get, "/?lang=\(language)").bytes
    #expect(try #require(Deflate.gzip(page)).count <= 14_800)
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }
}
