// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Reading
import Redaction
import TerminalScreen
import ThematicCoding

/// What a reader has before her in these tests: invented words, the shipped codebook and lists.
enum Desk {
  static func config(_ name: String) throws -> String {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Config/\(name)"), encoding: .utf8)
  }

  // Read once: hundreds of cases use them.
  private static let codebook = Result {
    try Codebook(parsing: config("codebook.yaml"), file: "codebook.yaml")
  }
  private static let distressList = Result {
    try DistressList(parsing: config("distress.yaml"), file: "distress.yaml")
  }
  private static let shippedRedactor = Result {
    let texts = try RedactionLists.files.map { ($0, try config("redaction/\($0)")) }
    return Redactor(lists: try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts)))
  }

  static func shelf(_ language: Language = .en) throws -> ThemeShelf {
    ThemeShelf(try codebook.get(), language: language)
  }

  static func distress() throws -> DistressList { try distressList.get() }

  static func redactor() throws -> Redactor { try shippedRedactor.get() }

  static let text = "Мадина рафт ба милиса. Маро гӯш накарданд. Баъд хона омадам."

  /// A session about one answer, with a proposal from its words.
  static func coding(
    _ text: String = Desk.text, decision: ThemeDecision? = nil, isDecided: Bool = false,
    rejected: Set<String> = [], blurs: Bool = true, needsPerson: Bool = false
  ) throws -> CodingSession {
    let theCase = try codingCase(
      text, decision: decision, isDecided: isDecided, rejected: rejected, needsPerson: needsPerson)
    return CodingSession(theCase, try shelf(), distress: try distress(), blurs: blurs)
  }

  /// One answer, with a proposal from its words.
  static func codingCase(
    _ text: String = Desk.text, decision: ThemeDecision? = nil, isDecided: Bool = false,
    rejected: Set<String> = [], needsPerson: Bool = false
  ) throws -> CodingCase {
    let redacted = try redactor().redact(text)
    let answers = [
      (
        shown: ShownAnswer(
          question: "change", heading: "What would you tell people?", text: redacted.text,
          whole: redacted.replacements),
        redacted: redacted
      )
    ]
    let suggester = ThemeSuggester(codebook: try codebook.get())
    let proposals = suggester.proposals(
      for: answers.map { RedactedAnswer(question: $0.shown.question, text: $0.redacted) },
      choices: []
    ).map { proposal in
      ProposedTheme(
        theme: proposal.theme,
        reasons: proposal.evidence.compactMap { evidence in
          guard case .cue(let words, let question, let range) = evidence else { return nil }
          return ProposedTheme.Reason(words, at: .init(question: question, range: range))
        }, needsPerson: needsPerson)
    }
    return CodingCase(
      title: "3fa9c210", answers: answers, proposals: proposals, decision: decision,
      isDecided: isDecided, rejected: rejected)
  }
}

extension ScreenSession {
  /// Presses the keys of a text one after the other.
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { press(.character($0)) }
  }
}
