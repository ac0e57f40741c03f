// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing

@Suite struct LocalizedTextTests {
  private let full = "{tg: \"Ҳа\", ru: \"Да\", uz: \"Ha\", en: \"Yes\"}"

  @Test func `a text has every language`() throws {
    let text = try LocalizedText(ConfigNode(parsing: full, file: "form.yaml"))
    #expect(Language.allCases.map { text[$0] } == ["Ҳа", "Да", "Ha", "Yes"])
  }

  @Test(arguments: Language.allCases)
  func `a missing language is a mistake that names it`(language: Language) throws {
    let others = Language.allCases.filter { $0 != language }.map { "\($0.rawValue): x" }
    let yaml = "\n{\(others.joined(separator: ", "))}"
    let mistake = #expect(throws: ConfigMistake.self) {
      try LocalizedText(ConfigNode(parsing: yaml, file: "form.yaml"))
    }
    #expect(mistake?.message.contains("“\(language.rawValue)”") == true)
    #expect(mistake?.line == 2)
  }

  @Test func `a language that Ovoz does not speak is a mistake`() {
    let yaml = full.replacingOccurrences(of: "}", with: ", de: Ja}")
    #expect(throws: ConfigMistake(file: "form.yaml", line: 1, message: "unknown key “de”")) {
      try LocalizedText(ConfigNode(parsing: yaml, file: "form.yaml"))
    }
  }

  @Test func `a form in fewer languages asks for no others`() throws {
    let node = try ConfigNode(parsing: "{ru: \"Да\", en: \"Yes\"}", file: "form.yaml")
    let text = try LocalizedText(node, languages: [.ru, .en])
    #expect(text[.ru] == "Да")
    #expect(text[.tg] == "Yes", "English stands in")
  }

  @Test func `JSON keeps a text, and refuses an unknown language`() throws {
    let text = LocalizedText([.ru: "Да", .en: "Yes"])
    let json = try JSONEncoder().encode(text)
    #expect(try JSONDecoder().decode(LocalizedText.self, from: json) == text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(LocalizedText.self, from: Data("{\"de\":\"Ja\"}".utf8))
    }
  }
}
