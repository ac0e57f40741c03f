// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct HelpLinesTests {
  static func text(_ word: String) -> String {
    "{tg: \"\(word) tg\", ru: \"\(word) ru\", uz: \"\(word) uz\", en: \"\(word) <en>\"}"
  }

  static let yaml = """
    staleAfterDays: 90
    lines:
      - name: \(text("Invented line"))
        number: "+000 00 000"
        where: \(text("Example town"))
        answers: \(text("Somebody invented"))
        hours: \(text("always"))
        languages: \(text("all"))
        checked: 2026-11-01
        until: 2027-01-10
    """

  @Test(arguments: [
    ("2026-10-31", 0), ("2026-11-01", 1), ("2027-01-10", 1), ("2027-01-11", 0),
  ])
  func `a line is shown from its day until it is stale or over`(today: String, count: Int) throws {
    let lines = try HelpLines(parsing: Self.yaml, file: "help.yaml")
    let day = try #require(Day(today))
    #expect(lines.valid(on: day).count == count)
    #expect(lines.hidden(on: day).count == 1 - count)
  }

  @Test(arguments: [("2027-01-30", 1), ("2027-01-31", 0)])
  func `a line that nobody tried for ninety days hides itself`(today: String, count: Int) throws {
    let yaml = Self.yaml.replacingOccurrences(of: "    until: 2027-01-10", with: "")
    let lines = try HelpLines(parsing: yaml, file: "help.yaml")
    #expect(lines.valid(on: try #require(Day(today))).count == count)
  }

  @Test(arguments: Language.allCases)
  func `the page shows a valid line in its language and says so where there is none`(
    language: Language
  ) throws {
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let page = try HelpPage(texts, try HelpLines(parsing: Self.yaml, file: "help.yaml"))
    let fresh = String(
      decoding: page.bytes(on: try #require(Day("2026-11-23")), in: language), as: UTF8.self)
    let code = language == .en ? "&lt;en&gt;" : language.rawValue
    #expect(fresh.contains("<h2>Invented line \(code)</h2>"))
    #expect(fresh.contains("href=\"tel:+00000000\""))
    #expect(!fresh.contains(texts.text("helpNone", in: language)))
    let stale = String(
      decoding: page.bytes(on: try #require(Day("2028-11-23")), in: language), as: UTF8.self)
    #expect(stale.contains(texts.text("helpNone", in: language)) && !stale.contains("href=\"tel:"))
  }

  @Test func `no number is shipped, and the example in the file is a valid one`() throws {
    let shipped = try String(contentsOf: Canned.config("help.yaml"), encoding: .utf8)
    #expect(try HelpLines(parsing: shipped, file: "help.yaml") == .none)
    let example = shipped.components(separatedBy: "\n").drop { $0 != "# lines:" }
      .prefix { $0.hasPrefix("#") }.map { $0.dropFirst(2) }.joined(separator: "\n")
    let lines = try HelpLines(parsing: example, file: "help.yaml")
    #expect(lines.valid(on: try #require(Day("2026-11-23"))).count == 1)
  }

  @Test(arguments: [
    ("checked: 2026-11-01", "checked: yesterday", "a day is written as 2026-11-01"),
    ("staleAfterDays: 90", "staleAfterDays: 1", "must be from 7 to 366"),
    ("    hours:", "    houres:", "the key “hours” is missing"),
  ])
  func `a mistake names the line`(text: String, changed: String, says: String) throws {
    let yaml = Self.yaml.replacingOccurrences(of: text, with: changed)
    let mistake = #expect(throws: ConfigMistake.self) {
      try HelpLines(parsing: yaml, file: "help.yaml")
    }
    #expect(mistake?.message.contains(says) == true, "\(mistake?.description ?? "")")
  }

  @Test func `a line needs a number or a place`() throws {
    let yaml = Self.yaml.components(separatedBy: "\n")
      .filter { !$0.contains("number:") && !$0.contains("where:") }.joined(separator: "\n")
    let mistake = #expect(throws: ConfigMistake.self) {
      try HelpLines(parsing: yaml, file: "help.yaml")
    }
    #expect(mistake?.message.contains("a number or a where") == true)
  }
}
