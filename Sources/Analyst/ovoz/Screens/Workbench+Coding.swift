// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Reading
import Redaction
import TestimonyModel
import ThematicCoding
import Vault

/// What a coding session is given, and where its steps go.
extension Workbench {
  /// What somebody has begun to decide with this codebook, and has not called done.
  func begun(_ record: [UInt8]) throws -> BegunDecision? {
    guard let bytes = try vault.decision(.themesBegun, for: record) else { return nil }
    let begun = try JSONDecoder().decode(BegunDecision.self, from: Data(bytes))
    return begun.decision.codebookHash == codebook.hash ? begun : nil
  }

  /// Stores a step, sealed; it counts nowhere.
  func keepBegun(_ begun: BegunDecision, for record: [UInt8]) throws {
    try vault.decide(.themesBegun, Array(JSONEncoder().encode(begun)), for: record)
  }

  /// Puts what was begun before a step in its place again; nothing where nothing was.
  func takeBackBegun(to before: BegunDecision?, for record: [UInt8]) throws {
    if let before { return try keepBegun(before, for: record) }
    _ = try vault.undecide(.themesBegun, for: record)
  }

  /// Stores a decision as done.
  func decide(_ decision: ThemeDecision, for record: [UInt8]) throws {
    try keepBegun(BegunDecision(decision), for: record)
    try keep(decision, for: record)
  }

  /// Puts what stood before a decision in its place again.
  func takeBack(to before: ThemeDecision?, for record: [UInt8]) throws {
    if let before { return try keep(before, for: record) }
    _ = try vault.undecide(.themes, for: record)
    try vault.store.log(.coded, about: Hex.text(record))
    forget(record)
  }

  /// One testimony as it is coded.
  func codingCase(
    _ testimony: Testimony, record: [UInt8], title: String, in language: Language
  ) throws -> CodingCase {
    let decided = try themes(of: record).flatMap { $0.codebookHash == codebook.hash ? $0 : nil }
    let begun = try begun(record)
    return CodingCase(
      title: title, answers: try shownAnswers(testimony, record, in: language),
      proposals: try proposed(for: testimony, record: record).map {
        $0.naming { choiceLabel($0, in: language) }
      },
      decision: begun?.decision ?? decided,
      isDecided: decided != nil && (begun == nil || begun?.decision == decided),
      rejected: begun?.rejected ?? [])
  }

  /// What cues and decisions propose, and the adopted themes that its answers were gathered under.
  private func proposed(for testimony: Testimony, record: [UInt8]) throws -> [ProposedTheme] {
    let proposals = try proposals(for: testimony, record: record).map(ProposedTheme.init)
    let known = Set(proposals.map(\.theme))
    let more = try gathered(record).filter { !known.contains($0) && codebook[$0] != nil }
    return proposals + more.sorted().map { ProposedTheme(gathered: $0) }
  }

  /// The adopted themes that a testimony's answers were gathered under.
  func gathered(_ record: [UInt8]) throws -> Set<String> {
    guard let bytes = try vault.decision(.gathered, for: record) else { return [] }
    return try JSONDecoder().decode(Set<String>.self, from: Data(bytes))
  }

  func keepGathered(_ themes: Set<String>, for record: [UInt8]) throws {
    try vault.decide(.gathered, Array(JSONEncoder().encode(themes.sorted())), for: record)
  }

  /// What somebody ticked, as the form says it; the codebook's name where the form has none.
  private func choiceLabel(_ name: String, in language: Language) -> String {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2,
      let question = vault.campaign.form.questions.first(where: { $0.id == parts[0] }),
      let number = question.choiceNumber(parts[1])
    else { return name }
    return question.label(number, in: language)
  }

  /// The redacted answers that may be used, each under its question.
  func shownAnswers(
    _ testimony: Testimony, _ record: [UInt8], in language: Language
  ) throws -> [(shown: ShownAnswer, redacted: RedactedText)] {
    let ticked = Dictionary(
      uniqueKeysWithValues: usable(testimony).map { question, answer in
        (question.id, answer.choices.map { "• " + question.label($0, in: language) })
      })
    let texts = Dictionary(
      uniqueKeysWithValues: try redactedAnswers(of: testimony, record: record).map {
        ($0.question, $0.text)
      })
    return usable(testimony).compactMap { question, answer in
      guard !answer.isEmpty else { return nil }
      let redacted = texts[question.id] ?? redactor.redact("")
      let shown = ShownAnswer(
        question: question.id, heading: question.text[language], text: redacted.text,
        whole: redacted.replacements, notes: ticked[question.id] ?? [])
      return (shown, redacted)
    }
  }
}

extension ProposedTheme {
  /// What the reader is told of a proposal.
  init(_ proposal: ThemeProposal) {
    self.init(
      theme: proposal.theme, reasons: proposal.evidence.map(Reason.init),
      probability: proposal.probability, isUnsure: proposal.isUnsure,
      needsPerson: !proposal.mayBeAcceptedInBulk)
  }
}

extension ProposedTheme.Reason {
  init(_ evidence: ThemeEvidence) {
    switch evidence {
    case .cue(let words, let question, let range), .learned(let words, let question, let range):
      self.init(words, at: .init(question: question, range: range))
    case .choice(let choice): self.init(choice)
    case .description: self.init(meaning: "means what the codebook describes")
    case .likeOthers: self.init(meaning: "means what others with it mean")
    }
  }
}
