// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import TestimonyModel
import TestimonyTesting

@testable import IntakeServer

@Suite struct LanguageTests {
  @Test(arguments: [
    ("/", "", "tg"), ("/?lang=uz", "ru", "uz"), ("/?lang=ru&lang=en", "", "ru"),
    ("/?lang=de", "ru", "ru"), ("/?lang=", "en", "en"), ("/?lang=RU", "en", "en"),
    ("/", "ru", "ru"), ("/", "ru-RU,ru;q=0.9,en;q=0.8", "ru"), ("/", "en;q=0.3, uz;q=0.7", "uz"),
    ("/", "tg-Cyrl-TJ", "tg"), ("/", "UZ", "uz"), ("/", "de, fr;q=0.5", "tg"),
    ("/", "de, en;q=0.1", "en"), ("/", "en;q=0, ru;q=0.1", "ru"), ("/", "ru, en", "ru"),
    ("/", "en, ru", "en"), ("/", "*", "tg"), ("/", "ru ; q=0.2 , en ; q=0.4", "en"),
    ("/", ";;;,,q=,\u{7f}", "tg"),
  ])
  func `a page is in the language that was asked for, else preferred, else the first`(
    path: String, accepted: String, language: String
  ) async throws {
    let reply = try await Counter().visit(.get, path, ["Accept-Language": accepted])
    #expect(reply.text.contains("<html lang=\"\(language)\""))
  }

  @Test(arguments: Language.allCases)
  func `each language has its form and its pages`(language: Language) async throws {
    let counter = try Counter()
    let form = counter.canned.campaign.form
    let page = try await counter.visit(.get, "/?lang=\(language.rawValue)").text
    for question in form.questions {
      #expect(page.contains(Self.escaped(question.text[language])), "\(question.id)")
      #expect(page.contains("id=\"q-\(question.id)\""))
    }
    let lost = try await counter.visit(.get, "/nothing?lang=\(language.rawValue)").text
    #expect(lost.contains("<html lang=\"\(language.rawValue)\""))
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
      .replacingOccurrences(of: "'", with: "&#39;")
  }
}
