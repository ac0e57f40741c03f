// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction

@testable import ThematicCoding

/// The files that these tests read, found from this file's own place.
enum Samples {
  static func file(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func codebook() throws -> Codebook { try shippedCodebook.get() }

  static func redactor() throws -> Redactor { try shippedRedactor.get() }

  static func answer(_ words: String, question: String = "change") throws -> RedactedAnswer {
    RedactedAnswer(question: question, text: try redactor().redact(words))
  }

  static func voices() throws -> [Voice] {
    let file = try file("Tests/Voices/voices.json")
    return try JSONDecoder().decode(VoiceFile.self, from: Data(file.utf8)).voices
  }

  // Read once: the lists are long, and most tests need them.
  private static let shippedCodebook = Result {
    try Codebook(parsing: try file("Config/codebook.yaml"), file: "codebook.yaml")
  }

  private static let shippedRedactor = Result {
    let texts = try RedactionLists.files.map { ($0, try file("Config/redaction/\($0)")) }
    return Redactor(lists: try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts)))
  }

  private struct VoiceFile: Decodable { let voices: [Voice] }
}

/// One invented testimony.
struct Voice: Decodable {
  let language: String
  let answers: [String: VoiceAnswer]
  let permission: String

  /// What was ticked, as the suggester takes it.
  var choices: [String] {
    answers.keys.sorted().flatMap { question in
      (answers[question]?.choices ?? []).map { "\(question).\($0)" }
    }
  }

  func redacted(by redactor: Redactor) -> [RedactedAnswer] {
    answers.keys.sorted().compactMap { question in
      guard let words = answers[question]?.text else { return nil }
      return RedactedAnswer(question: question, text: redactor.redact(words))
    }
  }
}

/// Choices, words, or both; a question with words only is plain text in the file.
struct VoiceAnswer: Decodable {
  let choices: [String]?
  let text: String?

  private enum Keys: String, CodingKey { case choices, text }

  init(from decoder: any Decoder) throws {
    if let words = try? decoder.singleValueContainer().decode(String.self) {
      (choices, text) = (nil, words)
      return
    }
    let keys = try decoder.container(keyedBy: Keys.self)
    choices = try keys.decodeIfPresent([String].self, forKey: .choices)
    text = try keys.decodeIfPresent(String.self, forKey: .text)
  }
}
