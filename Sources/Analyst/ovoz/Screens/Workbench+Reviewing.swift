// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Reading
import Redaction
import TestimonyModel
import Vault

/// What a review of the redaction is given, and where its steps go.
extension Workbench {
  func review(of record: [UInt8]) throws -> RedactionReview? {
    guard let bytes = try vault.decision(.redactionReview, for: record) else { return nil }
    return try JSONDecoder().decode(RedactionReview.self, from: Data(bytes))
  }

  func keep(_ review: RedactionReview, for record: [UInt8]) throws {
    try vault.decide(.redactionReview, Array(JSONEncoder().encode(review)), for: record)
  }

  /// How far people got with it under these lists.
  func standing(of record: [UInt8], lists: String) throws -> ReviewStanding {
    try review(of: record)?.standing(under: lists) ?? .waiting
  }

  /// Remembers that there is nothing to show anybody, so that it is not opened for that again.
  func passOver(_ record: [UInt8], lists: String) throws -> ReviewStanding {
    var passed = try review(of: record) ?? RedactionReview(lists: lists)
    // What somebody read under earlier lists stays read; nothing is by being passed over.
    passed.wasRead = passed.isRead
    (passed.lists, passed.isDone) = (lists, true)
    try keep(passed, for: record)
    return passed.standing(under: lists)
  }

  /// What is worth a glance in the written answers and is neither hidden nor left in by hand.
  func glances(
    of testimony: Testimony, decisions: [String: RedactionDecisions],
    marks: [String: [RedactionMark]]
  ) -> [(question: String, part: PointedPart)] {
    var found: [(question: String, part: PointedPart)] = []
    for (question, answer) in zip(vault.campaign.form.questions, testimony.answers)
    where !answer.text.isEmpty {
      let decided = decisions[question.id] ?? RedactionDecisions()
      // All answers are redacted together, so that one may hide what another only points at.
      let taken = (marks[question.id] ?? []).map(\.range) + decided.kept.map(\.range)
      for part in redactor.pointed(in: answer.text, decisions: decided)
      where !taken.contains(where: { $0.overlaps(part.range) }) {
        found.append((question: question.id, part: part))
      }
    }
    return found
  }

  /// How many parts worth a glance nobody has looked at, whether or not it counts as reviewed.
  func unglanced(
    in testimony: Testimony, record: [UInt8], decisions: [String: RedactionDecisions],
    marks: [String: [RedactionMark]]
  ) throws -> Int {
    let seen = try review(of: record)?.seen ?? [:]
    return glances(of: testimony, decisions: decisions, marks: marks).count { question, part in
      seen[question]?.contains { $0.range == part.range } != true
    }
  }

  /// The same where its redaction is not at hand.
  func unglanced(in testimony: Testimony, record: [UInt8]) throws -> Int {
    let decisions = try redactions(of: record)
    let texts = redactedTexts(of: testimony, decisions: decisions)
    let marks = Dictionary(
      texts.map { ($0.question, $0.text.marks) }, uniquingKeysWith: { first, _ in first })
    return try unglanced(in: testimony, record: record, decisions: decisions, marks: marks)
  }

  /// The written answers, unredacted: for the one who decides what is taken out.
  func writtenAnswers(of testimony: Testimony, in language: Language) -> [ShownAnswer] {
    zip(vault.campaign.form.questions, testimony.answers).compactMap { question, answer in
      guard !answer.text.isEmpty else { return nil }
      return ShownAnswer(
        question: question.id, heading: question.text[language], text: answer.text)
    }
  }
}
