// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct DariTests {
  private static func form(listed: Bool) throws -> Form {
    let yaml = try String(contentsOf: Canned.config("form.yaml"), encoding: .utf8)
    let usual = "languages: [tg, ru, uz, en]"
    try #require(yaml.contains(usual))
    let wanted = listed ? "languages: [tg, ru, uz, en, prs]" : usual
    return try Form(
      parsing: yaml.replacingOccurrences(of: usual, with: wanted), file: "form.yaml")
  }

  @Test func `a form that does not list Dari holds none of it`() throws {
    let form = try Self.form(listed: false)
    #expect(form.languages == Language.allCases)
    let json = String(decoding: try JSONEncoder().encode(form), as: UTF8.self)
    #expect(!json.contains("prs"))
  }

  // G13
  @Test func `a form that lists Dari has a page from right to left, each text its own`() throws {
    let form = try Self.form(listed: true)
    for question in form.questions {
      #expect(question.text[.prs] != question.text[.en], "\(question.id)")
    }
    let texts = try PageTexts(file: Canned.config("pages.yaml"))
    let ours = texts.all(in: .prs)
    #expect(texts.all(in: .en).allSatisfy { ours[$0.key] != $0.value })
    let frame = texts.frame(in: .prs, script: .form)
    #expect(frame["dir"] as? String == "rtl")
  }

  @Test(arguments: [("prs", "prs"), ("fa-AF", "prs"), ("fa", "prs"), ("prs-AF", "prs")])
  func `a browser that asks for Dari gets it where the form has it`(
    accepted: String, language: String
  ) {
    let listed = Language.allCases + [.prs]
    let chosen = PreferredLanguage.choose(asked: nil, accepted: accepted, among: listed)
    #expect(chosen.rawValue == language)
    let other = PreferredLanguage.choose(asked: "prs", accepted: accepted, among: [.ru, .tg])
    #expect(other == .ru)
  }
}
