// SPDX-License-Identifier: Apache-2.0

import Agreement
import Redaction
import TestimonyModel
import ThematicCoding
import ThemeLearning
import Vault

/// What a command learned from decisions; forgotten when it ends.
///
/// A class, since a workbench is handed on as a value and every copy has to know the last correction.
final class LearnedThemes {
  /// The meaning of texts by a model pack; set before the first proposal.
  var embed: (@Sendable ([String]) -> [[Float]])?
  fileprivate var learner: ThemeLearner?
}

extension Workbench {
  /// What the tool proposes for one testimony, and what it is not sure of.
  func proposals(for testimony: Testimony, record: [UInt8]) throws -> [ThemeProposal] {
    try proposals(by: learner(), for: testimony, record: record)
  }

  private static let parts = 5

  /// What is proposed for each of these by a learner that was taught all decisions but those of a fifth, it among them.
  ///
  /// What learned from a decision cannot be compared with it, and what was taught nothing is never unsure of a cue.
  /// The model pack is the same as for all proposals.
  func proposalsApart(for records: [[UInt8]]) throws -> [[UInt8]: [ThemeProposal]] {
    let known = try vault.records().compactMap { try decided($0) }
    var found: [[UInt8]: [ThemeProposal]] = [:]
    for part in 0..<Self.parts {
      let apart = Set(records.indices.filter { $0 % Self.parts == part }.map { records[$0] })
      var learner = ThemeLearner(codebook: codebook, embed: learned.embed)
      learner.learn(known.filter { !apart.contains($0.id) })
      for record in apart {
        guard case .success(let testimony) = try vault.open(record).content else { continue }
        found[record] = try proposals(by: learner, for: testimony, record: record)
      }
    }
    return found
  }

  private func proposals(
    by learner: ThemeLearner, for testimony: Testimony, record: [UInt8]
  ) throws -> [ThemeProposal] {
    learner.proposals(
      for: try answers(of: testimony, record: record), choices: choices(of: testimony))
  }

  /// The records in the order in which they are best read.
  ///
  /// Different ones first, then those of which the tool is least sure, rare themes counting more. What
  /// may only be read, and then what cannot be opened, comes last.
  func readingOrder(of records: [[UInt8]]) throws -> [[UInt8]] {
    var (readable, silent, unreadable): ([[UInt8]], [[UInt8]], [[UInt8]]) = ([], [], [])
    var words: [[RedactedAnswer]] = []
    for record in records.prefix(Self.mostCompared) {
      guard case .success(let testimony) = try vault.open(record).content else {
        unreadable.append(record)
        continue
      }
      guard usable(testimony).contains(where: { !$1.isEmpty }) else {
        silent.append(record)
        continue
      }
      readable.append(record)
      words.append(try answers(of: testimony, record: record))
    }
    return try learner().readingOrder(of: words).map { readable[$0] }
      + records.dropFirst(Self.mostCompared) + silent + unreadable
  }

  /// Records stand in the order of random ids, so the first of them are as good as any.
  private static let mostCompared = 2_000

  /// Learns at once from a decision that was just made or changed.
  func learn(from record: [UInt8]) throws {
    guard learned.learner != nil, let decided = try decided(record) else { return }
    learned.learner?.learn([decided])
  }

  /// Learns nothing from a decision that was taken back.
  func forget(_ record: [UInt8]) { learned.learner?.forget(record) }

  /// Knows the codebook and every decision made with it; opens those testimonies once.
  private func learner() throws -> ThemeLearner {
    if let learner = learned.learner { return learner }
    var learner = ThemeLearner(
      codebook: codebook, agreement: try agreement(), embed: learned.embed)
    learner.learn(try vault.records().compactMap { try decided($0) })
    learned.learner = learner
    return learner
  }

  /// The alpha of each theme, where a second reader's decisions were taken in; 0 for what `ovoz agree` has marked.
  func agreement() throws -> [String: Double] {
    let marked = try personMarks().codes.reduce(into: [:]) { $0[$1] = 0.0 }
    let round = try CoderDesk(self).round
    guard round.coders.count >= 2 else { return marked }
    let found = try round.agreement(
      on: codebook.themes.map(\.id), bootstrap: Bootstrap(rounds: 1))
    return found.reduce(into: marked) { alphas, code in
      if alphas[code.code] == nil { alphas[code.code] = code.alpha }
    }
  }

  /// A decision as a learner takes it; nil where there is none, or where the testimony cannot be opened.
  private func decided(_ record: [UInt8]) throws -> DecidedTestimony? {
    guard let decision = try themes(of: record), decision.codebookHash == codebook.hash,
      case .success(let testimony) = try vault.open(record).content
    else { return nil }
    return DecidedTestimony(
      id: record, answers: try answers(of: testimony, record: record),
      choices: choices(of: testimony), decision: decision)
  }

  private func answers(of testimony: Testimony, record: [UInt8]) throws -> [RedactedAnswer] {
    try redactedAnswers(of: testimony, record: record).map {
      RedactedAnswer(question: $0.question, text: $0.text)
    }
  }
}
