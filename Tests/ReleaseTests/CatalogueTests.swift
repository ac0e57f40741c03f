// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Testing
import ThematicCoding

@testable import Release

struct CatalogueTests {
  @Test(arguments: Message.allCases, Language.allCases)
  func `every message exists in every language`(message: Message, language: Language) throws {
    #expect(try !Stage().messages.text(message, in: language).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `every name exists in every language`(language: Language) throws {
    let messages = try Stage().messages
    #expect(Actor.allCases.allSatisfy { !messages.name(of: $0, in: language).isEmpty })
    #expect(Language.allCases.allSatisfy { !messages.name(of: $0, in: language).isEmpty })
  }

  @Test(
    arguments: [
      (Language.en, "1 March 2026"), (.ru, "1 марта 2026 г."), (.tg, "1 марти соли 2026"),
      (.uz, "2026-yil 1-mart"),
    ])
  func `a day is written as the language writes it`(language: Language, text: String) throws {
    #expect(try Stage().messages.date("2026-03-01", in: language) == text)
  }

  @Test func `a missing language is a mistake with its line`() throws {
    let text = try Coded.config("report.yaml")
    let line = "    tg: \"баъзеҳо\"\n"
    try #require(text.contains(line))
    let mistake = #expect(throws: ConfigMistake.self) {
      try MessageCatalogue(parsing: text.replacing(line, with: ""), file: "report.yaml")
    }
    #expect(mistake?.message.contains("“tg” is missing") == true)
    #expect((mistake?.line ?? 0) > 1)
  }

  @Test func `a language that forgets a number is a mistake`() throws {
    let text = try Coded.config("report.yaml")
      .replacing("менее {n} человек", with: "менее десяти человек")
    let mistake = #expect(throws: ConfigMistake.self) {
      try MessageCatalogue(parsing: text, file: "report.yaml")
    }
    #expect(mistake?.message.contains("ru must use the same {…} as en") == true)
  }

  @Test func `what is filled in is not searched for braces again`() {
    #expect(Placeholders.fill("{a} and {b}", with: ["a": "{b}", "b": "x"]) == "{b} and x")
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "2026-04-31", "", "२०२६-01-01"])
  func `what is no day is no day`(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `days are counted over month, year and leap day`() throws {
    let eve = try #require(CalendarDay("2027-12-31"))
    let leap = try #require(CalendarDay("2028-02-29"))
    let march = try #require(CalendarDay("2028-03-01"))
    #expect(leap.number - eve.number == 60)
    #expect(march.number - leap.number == 1)
  }
}
