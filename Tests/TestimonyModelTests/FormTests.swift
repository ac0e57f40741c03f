// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Testing
import TestimonyModel
import TestimonyTesting

/// Each mistake is the real Config/form.yaml with one change.
@Suite struct FormTests {
  /// One change to the real form, and what it is refused with.
  struct Change: Sendable, CustomTestStringConvertible {
    let replace: String
    let with: String
    let says: String
    /// Where the mistake stands: a text on the line that it names.
    let at: String
    var testDescription: String { says }
  }

  static let changes: [Change] = [
    Change(
      replace: "    required: true", with: "    requird: true", says: "unknown key “requird”",
      at: "requird"),
    Change(
      replace: "en: \"Partly\"", with: "fr: \"En partie\"", says: "the key “en” is missing",
      at: "fr: \"En partie\""),
    Change(replace: "kind: multi", with: "kind: many", says: "a kind is one of", at: "kind: many"),
    Change(
      replace: "- id: understood", with: "- id: change", says: "the id “change” is taken",
      at: "- id: change"),
    Change(
      replace: "- id: understood", with: "- id: facts", says: "the id “facts” is taken",
      at: "- id: facts"),
    Change(
      replace: "textLimit: 8000", with: "textLimit: 8190", says: "does not fit into size 8192",
      at: "- id: change"),
    Change(
      replace: "size: 8192", with: "size: 8000", says: "one of 64, 256, 1024, 4096, 8192",
      at: "- id: change"),
    Change(
      replace: "size: 8192", with: "size: 9000", says: "must be from 1 to 8192, not 9000",
      at: "size: 9000"),
    Change(
      replace: "    textLimit: 8000\n", with: "", says: "a text question needs room",
      at: "- id: change"),
    Change(replace: "most: 3", with: "most: 11", says: "a number of choices", at: "- id: most"),
    Change(replace: "most: 3", with: "most: 25", says: "must be from 1 to 24", at: "most: 25"),
    Change(
      replace: "    kind: multi\n    most: 3", with: "    kind: single\n    most: 3",
      says: "most: a number of choices, in a multi question", at: "- id: most"),
    Change(
      replace: "- id: gender\n    kind: single",
      with: "- id: gender\n    textLimit: 9\n    kind: single",
      says: "a fact has no text", at: "- id: gender"),
    Change(
      replace: "- id: gender\n    kind: single",
      with: "- id: gender\n    required: true\n    kind: single", says: "a fact has no text",
      at: "- id: gender"),
    Change(
      replace: "- id: woman", with: "- id: Woman", says: "“Woman” is not a name",
      at: "- id: gender"),
    Change(
      replace: "- id: believed", with: "- id: safe", says: "the choice “safe” stands twice",
      at: "- id: interview"),
    Change(
      replace: "[tg, ru, uz, en]", with: "[tg, ru, uz, de]", says: "one of tg, ru, uz, en",
      at: "languages:"),
    Change(
      replace: "[tg, ru, uz, en]", with: "[tg, ru, uz, en, en]", says: "name each language once",
      at: "languages:"),
    Change(replace: "languages: [", with: "languages: [[", says: "not valid YAML", at: ""),
    Change(replace: "enabled: true", with: "enabled: often", says: "true or false", at: "often"),
    Change(
      replace: "questions:\n", with: "questions:\n  - 7\n", says: "expected keys with values",
      at: "  - 7"),
    Change(
      replace: "languages:", with: "extra: 1\nlanguages:", says: "unknown key “extra”",
      at: "extra"),
  ]

  @Test(arguments: changes)
  func `a mistake in the form names the file, the line and what is wanted`(change: Change) throws {
    let real = try Self.realYAML()
    try #require(real.contains(change.replace))
    let yaml = real.replacingFirst(change.replace, with: change.with)
    let mistake = #expect(throws: ConfigMistake.self) {
      try Form(parsing: yaml, file: "form.yaml")
    }
    #expect(mistake?.file == "form.yaml")
    #expect(mistake?.message.contains(change.says) == true, "\(mistake?.description ?? "")")
    let lines = yaml.components(separatedBy: "\n")
    let line = try #require(mistake).line
    try #require(lines.indices.contains(line - 1))
    #expect(lines[line - 1].contains(change.at) || change.at.isEmpty, "line \(line)")
  }

  @Test func `the empty file is refused`() {
    #expect(throws: ConfigMistake(file: "form.yaml", line: 1, message: "the file is empty")) {
      try Form(parsing: "", file: "form.yaml")
    }
  }

  @Test(arguments: [(0, false), (1, true), (24, true), (25, false)])
  func `a form has 1 to 24 questions`(count: Int, isTaken: Bool) throws {
    let yaml = try SmallForm.yaml(questions: count)
    if isTaken {
      #expect(try Form(parsing: yaml, file: "form.yaml").questions.count == count)
    } else {
      let mistake = #expect(throws: ConfigMistake.self) {
        try Form(parsing: yaml, file: "form.yaml")
      }
      #expect(mistake?.message == "a form has 1 to 24 questions")
    }
  }

  @Test func `the real form loads, and asks for the coarse facts that are switched on alone`()
    throws
  {
    let form = try Form(parsing: try Self.realYAML(), file: "form.yaml")
    #expect(form.languages == Language.allCases)
    #expect(form.questions.map(\.id).first == "change")
    #expect(form.facts.map(\.id) == ["gender", "where"])
    #expect(form.fields.suffix(2).map(\.name) == ["consent", "facts"])
    #expect(form.fields.suffix(2).map(\.size) == [256, 64])
  }

  @Test func `every choice has a name that leads back to its number`() throws {
    let form = try Form(parsing: try Self.realYAML(), file: "form.yaml")
    for question in form.questions + form.facts {
      for number in (0..<question.choiceCount).map(UInt8.init) {
        let name = try #require(question.choiceName(number))
        #expect(question.choiceNumber(name) == number)
      }
      #expect(question.choiceName(UInt8(question.choiceCount)) == nil)
      #expect(question.choiceNumber("no such choice") == nil)
    }
  }

  private static func realYAML() throws -> String {
    try String(contentsOf: Canned.config("form.yaml"), encoding: .utf8)
  }
}

/// The shortest form that has everything a form must have.
enum SmallForm {
  static func yaml(questions count: Int) throws -> String {
    let question = "{kind: text, size: 64, textLimit: 9, text: {en: Why}, id: "
    let questions = (0..<count).map { "\(question)q\($0)}" }.joined(separator: ", ")
    let choices = ["read", "count", "retell", "quote"].map { "{id: \($0), text: {en: May}}" }
    let texts = ["heading", "text", "perAnswer", "helped", "keep"].map { "  \($0): {en: Words}\n" }
    return """
      languages: [en]
      questions: [\(questions)]
      facts: []
      consent:
        choices: [\(choices.joined(separator: ", "))]
      \(texts.joined())
      """
  }
}

extension String {
  func replacingFirst(_ text: String, with other: String) -> String {
    guard let range = range(of: text) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
