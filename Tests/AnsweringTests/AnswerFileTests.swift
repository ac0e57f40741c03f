// SPDX-License-Identifier: Apache-2.0

import Answering
import ConfigFile
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@Suite struct AnswerFileTests {
  @Test func `the example is good, and every text of it is there in every language`() throws {
    let answer = try Reception.example()
    #expect(answer.points.count == 3)
    #expect(answer.from.texts.count == Language.allCases.count)
  }

  /// One change of the example, and the mistake that it is named as.
  struct Change: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let message: String
    var testDescription: String { message }
  }

  static let changes: [Change] = [
    Change(from: "    by: 2027-09-01\n", to: "", message: "the key “by” is missing"),
    Change(from: "by: 2027-09-01", to: "by: soon", message: "a day, as 2026-12-31"),
    Change(from: "by: 2027-09-01", to: "by: 2027-09-31", message: "a day, as 2026-12-31"),
    Change(from: "    why:", to: "    whyever:", message: "the key “why” is missing"),
    Change(from: "    refused:", to: "    denied:", message: "either “decided” or “refused”"),
    Change(from: "    why:", to: "    decided:", message: "either “decided” or “refused”"),
    Change(from: "day: 2027-03-01\n", to: "", message: "the key “day” is missing"),
    Change(from: "opening:", to: "foreword:", message: "unknown key “foreword”"),
    Change(from: "uz: \"Oʻylab topilgan tashkilot\"", to: "uz: \"\"", message: "must not be empty"),
    Change(
      from: "en: \"An invented organisation\"",
      to: "en: \"\(String(repeating: "a", count: 2_001))\"",
      message: "at most 2000 bytes"),
    Change(from: "en: \"There should", to: "en: \"\\aThere should", message: "no control"),
  ]

  @Test(arguments: changes)
  func `a mistake names its line`(change: Change) throws {
    let yaml = try Reception.exampleYAML()
    let place = try #require(yaml.firstRange(of: change.from))
    let spoiled = yaml.replacingCharacters(in: place, with: change.to)
    let mistake = #expect(throws: ConfigMistake.self) {
      try OrganisersAnswer(parsing: spoiled, file: "answer.yaml")
    }
    #expect(mistake?.message.contains(change.message) == true, "\(mistake?.message ?? "")")
    #expect((mistake?.line ?? 0) > 0)
  }

  @Test func `an answer has one point at least, and twenty-four at most`() throws {
    let yaml = try Reception.exampleYAML()
    let list = try #require(yaml.firstRange(of: "points:\n"))
    let points = String(yaml[list.upperBound...])
    for text in ["points: []\n", "points:\n" + String(repeating: points, count: 9)] {
      let mistake = #expect(throws: ConfigMistake.self) {
        try OrganisersAnswer(parsing: yaml[..<list.lowerBound] + text, file: "answer.yaml")
      }
      #expect(mistake?.message.contains("1 to 24 points") == true)
    }
    let many = "points:\n" + String(repeating: points, count: 8)
    let whole = try OrganisersAnswer(parsing: yaml[..<list.lowerBound] + many, file: "answer.yaml")
    #expect(whole.points.count == 24)
  }
}
