// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Reading
import Redaction
import TerminalControl
import TestimonyModel
import Vault

/// One testimony under review: its texts are derived again after each decision.
struct PlainReview {
  private let testimony: Testimony
  private let record: [UInt8]
  private let workbench: Workbench
  private let lists: String
  private let lock: Duration?
  private var decisions: [String: RedactionDecisions]
  private var before: [[String: RedactionDecisions]] = []

  init(
    _ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench, _ lists: String,
    lock: Duration?
  ) throws {
    (self.testimony, self.record, self.workbench) = (testimony, record, workbench)
    (self.lists, self.lock) = (lists, lock)
    decisions = try workbench.redactions(of: record)
  }

  /// The written answers by question.
  private var texts: [(question: String, text: String)] {
    zip(workbench.vault.campaign.form.questions, testimony.answers)
      .filter { !$1.text.isEmpty }
      .map { ($0.id, $1.text) }
  }

  /// Every mark that is applied now, in the order of the text.
  private var marks: [(question: String, mark: RedactionMark)] {
    redacted.flatMap { entry in entry.text.marks.map { (entry.question, $0) } }
  }

  /// What redaction only points at, in the order of the text.
  private var glances: [(question: String, part: PointedPart)] {
    let marks = Dictionary(
      redacted.map { ($0.question, $0.text.marks) }, uniquingKeysWith: { first, _ in first })
    return workbench.glances(of: testimony, decisions: decisions, marks: marks)
  }

  private var redacted: [(question: String, text: RedactedText)] {
    workbench.redactedTexts(of: testimony, decisions: decisions).map { ($0.question, $0.text) }
  }

  private func show() throws {
    for (question, text) in redacted {
      print("\n\(Terminal.bold(question))")
      Terminal.printWrapped(VisibleText.of(text.text))
    }
    print()
    for (index, entry) in marks.enumerated() {
      let doubt = entry.mark.certainty == .doubtful ? ", doubtful" : ""
      // What is taken out is for the reviewer's eyes and ears: a pipe gets what is left.
      let isSeen = TerminalControl.outputIsTerminal
      let words = isSeen ? "“\(self.words(entry.mark.range, in: entry.question))” becomes " : ""
      print("\(index + 1). \(entry.question): \(words)\(entry.mark.replacement)\(doubt)")
    }
    let glances = glances.map { "“\(words($0.part.range, in: $0.question))”" }
    guard !glances.isEmpty else { return }
    Terminal.printWrapped("not taken out, worth a glance: " + glances.joined(separator: ", "))
  }

  /// The words of a part: a reviewer has to know them.
  private func words(_ range: Range<Int>, in question: String) -> String {
    let text = texts.first { $0.question == question }?.text ?? ""
    let scalars = text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)
    return VisibleText.of(String(String.UnicodeScalarView(scalars))).replacing("\n", with: " ")
  }

  /// Whether a mark is doubtful, or a part worth a glance, that nobody has looked at.
  func isWaiting() throws -> Bool {
    let seen = try workbench.review(of: record)?.seen ?? [:]
    let hasDoubt = marks.contains { question, mark in
      mark.certainty == .doubtful
        && seen[question]?.contains(RedactionSpan(mark.range, mark.kind)) != true
    }
    return hasDoubt
      || glances.contains { question, part in
        seen[question]?.contains { $0.range == part.range } != true
      }
  }

  /// Asks until somebody is done with it (true), leaves it for another day (false) or stops (nil).
  mutating func converse() throws -> Bool? {
    try show()
    while let line = try Terminal.ask("redact> ", within: lock) {
      switch line {
      case "done", "d": return try conclude()
      case "skip", "s":
        sayStored()
        return false
      case "quit", "q":
        sayStored()
        return nil
      default:
        do { try obey(line) } catch let failure as Failure {
          Terminal.say("\(failure.message); \(failure.hint)")
        }
      }
    }
    sayStored()
    return nil
  }

  /// To whoever leaves after a step, so that nobody does it twice.
  private func sayStored() {
    guard !before.isEmpty else { return }
    Terminal.say("ovoz: the steps are stored; it counts as reviewed once somebody says done")
  }

  private mutating func obey(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let standing = decisions
    switch parts.first {
    case "keep" where parts.count == 2: try keepMark(parts[1])
    case "hide" where parts.count == 2: try hide(parts[1])
    case "undo" where parts.count == 1:
      guard let last = before.popLast() else {
        throw Failure("nothing is left to undo", hint: "every step is stored as it is made")
      }
      decisions = last
      return try keep()
    default:
      throw Failure("keep NUMBER, hide WORDS, undo, done, skip or quit", hint: "try again")
    }
    before.append(standing)
    try keep()
  }

  /// Stores what stands, so that whoever leaves loses nothing, and shows it.
  private func keep() throws {
    try workbench.keep(decisions, for: record)
    try show()
  }

  /// Notes that somebody looked at everything shown; false where nobody can have.
  private func conclude() throws -> Bool {
    // A pipe is not told the words that are taken out, so nobody can have judged them there.
    guard TerminalControl.outputIsTerminal else {
      Terminal.say(
        "ovoz: not noted as reviewed: a pipe shows no words that are taken out; use a terminal")
      return false
    }
    var review = RedactionReview(lists: lists, isDone: true, wasRead: true)
    for (question, mark) in marks {
      review.seen[question, default: []].insert(RedactionSpan(mark.range, mark.kind))
    }
    for (question, part) in glances {
      review.seen[question, default: []].insert(RedactionSpan(part.range, part.kind))
    }
    for (question, decision) in decisions {
      review.seen[question, default: []].formUnion(decision.kept)
    }
    try workbench.keep(review, for: record)
    return true
  }

  private mutating func keepMark(_ number: String) throws {
    let marks = marks
    guard let number = Int(number), marks.indices.contains(number - 1) else {
      throw Failure("there is no such mark", hint: "give one of the numbers below the text")
    }
    let (question, mark) = marks[number - 1]
    // What somebody hid by hand just goes: there is no rule to keep it from.
    if mark.rule == "analyst" {
      decisions[question]?.added.removeAll { $0.range.overlaps(mark.range) }
      return
    }
    decisions[question, default: .init()].kept.append(RedactionSpan(mark.range, mark.kind))
  }

  private mutating func hide(_ words: String) throws {
    let answers = workbench.writtenAnswers(of: testimony, in: .en)
    let found = WordsToHide.spans(of: words, in: answers)
    guard !found.isEmpty else {
      throw Failure(
        "these words are not in the text", hint: "give whole words, and mind the spelling")
    }
    for (question, span) in found where decisions[question]?.added.contains(span) != true {
      decisions[question, default: .init()].added.append(span)
    }
  }
}

/// Finds words in a text, as ranges of Unicode scalars.
enum ScalarSearch {
  static func ranges(of words: String, in text: String) -> [Range<Int>] {
    let needle = Array(words.lowercased().unicodeScalars)
    let hay = text.unicodeScalars.map { scalar in
      // One scalar for one: the ranges must stay those of the original.
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower[lower.startIndex] : scalar
    }
    guard !needle.isEmpty, hay.count >= needle.count else { return [] }
    return (0...(hay.count - needle.count))
      .filter { hay[$0..<($0 + needle.count)].elementsEqual(needle) }
      .map { $0..<($0 + needle.count) }
  }
}
