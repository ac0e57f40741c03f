// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Redaction
import ThematicCoding

@testable import Quoting

/// One testimony, two reviewers, and the shipped lists; every word is invented.
struct Stage {
  static let record = [UInt8](repeating: 3, count: 16)
  static let campaign = [UInt8](repeating: 7, count: 16)
  static let words =
    "They asked me again and again why I had gone abroad at all. Nobody wrote it down."

  let redactor: Redactor
  let reviewers: [Reviewer]

  init() throws {
    redactor = try Self.shipped.get()
    reviewers = [
      Reviewer(name: "sitora", publicKey: try Self.sitora().publicKey),
      Reviewer(name: "firuza", publicKey: try Self.firuza().publicKey),
    ]
  }

  static func sitora() throws -> Signing.PrivateKey { try key(1) }
  static func firuza() throws -> Signing.PrivateKey { try key(2) }

  static func key(_ byte: UInt8) throws -> Signing.PrivateKey {
    try Signing.PrivateKey(seed: SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }

  func draft(
    _ text: String, theme: String = "blamed", language: Language = .en, retold: Bool = true,
    from question: String? = nil, translations: [Language: String] = [:]
  ) -> QuotationDraft {
    QuotationDraft(
      record: Self.record, theme: theme, text: text, language: language, isParaphrase: retold,
      question: question, translations: translations)
  }

  /// The rules that a draft breaks, where the answer to `change` has this permission.
  func broken(
    _ draft: QuotationDraft, _ permission: ThematicCoding.Permission = .quote,
    words: String = words, writers: Int = 10, written language: Language = .en,
    identified: String? = nil,
    beside other: (words: String, permission: ThematicCoding.Permission)? = nil
  ) -> [QuotationRefusal.Code] {
    var answers = [
      QuotedTestimony.Answer("change", redactor.redact(words), from: words, permission)
    ]
    if let other {
      answers.append(
        QuotedTestimony.Answer(
          "helped", redactor.redact(other.words), from: other.words, other.permission))
    }
    let context = QuotationContext(
      redactor: redactor, writers: [.en: writers, .ru: 10, .uz: 1], fewestWriters: 10,
      identify: { _ in identified })
    return QuotationRules().refusals(
      of: draft,
      from: QuotedTestimony(answers: answers, themes: ["blamed"], language: language), context
    ).map(\.code)
  }

  // Read once: the lists are long.
  private static let shipped = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let texts = try RedactionLists.files.map { name in
      let file = root.appending(path: "Config/redaction/\(name)")
      return (name, try String(contentsOf: file, encoding: .utf8))
    }
    return Redactor(lists: try RedactionLists(texts: Dictionary(uniqueKeysWithValues: texts)))
  }
}
