// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Languages
import Redaction
import TestimonyModel
import ThematicCoding
import Vault

/// Takes an opened testimony through redaction and coding, by the decisions in the vault.
///
/// Raw words pass through as parameters and are never kept.
struct Workbench {
  let vault: OpenVault
  let redactor: Redactor
  let codebook: Codebook
  /// What decisions taught so far; in memory only.
  let learned = LearnedThemes()
  let languages: LanguageIdentifier

  init(vault: OpenVault, config: ConfigOption) throws {
    self.vault = vault
    redactor = Redactor(lists: try config.listsOfRedaction())
    codebook = try config.codebook()
    languages = try LanguageIdentifier(weights: config.bytes("languages/letters.weights"))
  }

  /// The written answers that may be used, redacted.
  ///
  /// What only analysts may read is left out: nothing of it may
  /// reach a count (G7).
  func redactedAnswers(
    of testimony: Testimony, record: [UInt8]
  ) throws -> [(question: String, text: RedactedText)] {
    try redactedTexts(of: testimony, decisions: redactions(of: record))
      .filter { $0.permission >= .count }.map { ($0.question, $0.text) }
  }

  /// Every written answer, redacted together, so that a name in one is found in all.
  ///
  /// What may be counted comes first, so that the numbers of people say nothing of the rest; the
  /// result is in the form's order.
  func redactedTexts(
    of testimony: Testimony, decisions: [String: RedactionDecisions]
  ) -> [(question: String, permission: TestimonyModel.Permission, text: RedactedText)] {
    let answers = zip(vault.campaign.form.questions, testimony.answers).enumerated()
      .map { (place: $0, question: $1.0.id, text: $1.1.text) }
      .filter { !$0.text.isEmpty }
    let permissions = testimony.consent.permissions
    let ordered =
      answers.filter { permissions[$0.place] >= .count }
      + answers.filter { permissions[$0.place] < .count }
    let redacted = redactor.redact(
      together: ordered.map { ($0.text, decisions[$0.question] ?? RedactionDecisions()) })
    return zip(ordered, redacted).sorted { $0.0.place < $1.0.place }.map {
      ($0.question, permissions[$0.place], $1)
    }
  }

  /// What was ticked in the answers that may be used, as the codebook names it.
  func choices(of testimony: Testimony) -> [String] {
    usable(testimony).flatMap { question, answer in
      answer.choices.compactMap { number in
        question.choiceName(number).map { "\(question.id).\($0)" }
      }
    }
  }

  /// The testimony as it may be counted, or nil where nobody has coded it yet.
  func coded(_ testimony: Testimony, record: [UInt8]) throws -> CodedTestimony? {
    guard let decision = try countedThemes(of: record) else { return nil }
    return try Coder(codebook: codebook).code(
      id: record, answers: [], permission: permission(of: testimony), decision: decision,
      facts: facts(of: testimony))
  }

  /// The ticked choice of each coarse fact of which one may be ticked.
  private func facts(of testimony: Testimony) -> [String: String] {
    let ticked = zip(vault.campaign.form.facts, testimony.facts).compactMap {
      fact, choices -> (String, String)? in
      guard fact.kind == .single, let first = choices.first else { return nil }
      return fact.choiceName(first).map { (fact.id, $0) }
    }
    return Dictionary(ticked, uniquingKeysWith: { first, _ in first })
  }

  /// What the whole testimony may be used for: as far as its freest answer goes.
  func permission(of testimony: Testimony) -> ThematicCoding.Permission {
    Self.permission(of: testimony)
  }

  static func permission(of testimony: Testimony) -> ThematicCoding.Permission {
    ThematicCoding.Permission(testimony.consent.permissions.max() ?? .readOnly)
  }

  func redactions(of record: [UInt8]) throws -> [String: RedactionDecisions] {
    guard let bytes = try vault.decision(.redaction, for: record) else { return [:] }
    return try JSONDecoder().decode([String: RedactionDecisions].self, from: Data(bytes))
  }

  func keep(_ redactions: [String: RedactionDecisions], for record: [UInt8]) throws {
    try vault.decide(.redaction, Array(JSONEncoder().encode(redactions)), for: record)
    try vault.store.log(.redacted, about: Hex.text(record))
  }

  func themes(of record: [UInt8]) throws -> ThemeDecision? {
    guard let bytes = try vault.decision(.themes, for: record) else { return nil }
    return try JSONDecoder().decode(ThemeDecision.self, from: Data(bytes))
  }

  func keep(_ themes: ThemeDecision, for record: [UInt8]) throws {
    try vault.decide(.themes, Array(JSONEncoder().encode(themes)), for: record)
    try vault.store.log(.coded, about: Hex.text(record))
    try learn(from: record)
  }

  /// The answers that may be used, each with its question.
  func usable(_ testimony: Testimony) -> [(Question, Answer)] {
    zip(vault.campaign.form.questions, testimony.answers).enumerated().compactMap { index, pair in
      testimony.consent.permissions[index] >= .count ? pair : nil
    }
  }
}
