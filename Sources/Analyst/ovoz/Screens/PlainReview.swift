// SPDX-License-Identifier: Apache-2.0

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
  private var decisions: [String: RedactionDecisions]
  private var before: [[String: RedactionDecisions]] = []

  init(
    _ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench, _ lists: String
  ) throws {
    (self.testimony, self.record, self.workbench) = (testimony, record, workbench)
    self.lists = lists
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
      let words = isSeen ? "“\(self.words(entry.mark, in: entry.question))” becomes " : ""
      print("\(index + 1). \(entry.question): \(words)\(entry.mark.replacement)\(doubt)")
    }
  }

  /// What a mark takes out: a reviewer has to know.
  private func words(_ mark: RedactionMark, in question: String) -> String {
    let text = texts.first { $0.question == question }?.text ?? ""
    let scalars = text.unicodeScalars.dropFirst(mark.range.lowerBound).prefix(mark.range.count)
    return VisibleText.of(String(String.UnicodeScalarView(scalars))).replacing("\n", with: " ")
  }

  /// Whether a mark is doubtful that nobody has looked at.
  func hasDoubt() throws -> Bool {
    let seen = try workbench.review(of: record)?.seen ?? [:]
    return marks.contains { question, mark in
      mark.certainty == .doubtful
        && seen[question]?.contains(RedactionSpan(mark.range, mark.kind)) != true
    }
  }

  /// Asks until somebody is done with it (true), leaves it for another day (false) or stops (nil).
  mutating func converse() throws -> Bool? {
    try show()
    while let line = Terminal.ask("redact> ") {
      switch line {
      case "done", "d":
        try keep()
        return true
      case "skip", "s": return false
      case "quit", "q": return nil
      default:
        do { try obey(line) } catch let failure as Failure {
          Terminal.say("\(failure.message); \(failure.hint)")
        }
      }
    }
    return nil
  }

  private mutating func obey(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let standing = decisions
    switch parts.first {
    case "keep" where parts.count == 2: try keepMark(parts[1])
    case "hide" where parts.count == 2: try hide(parts[1])
    case "undo" where parts.count == 1:
      guard let last = before.popLast() else {
        throw Failure("nothing is left to undo", hint: "done stores what stands")
      }
      decisions = last
      return try show()
    default:
      throw Failure("keep NUMBER, hide WORDS, undo, done, skip or quit", hint: "try again")
    }
    before.append(standing)
    try show()
  }

  /// Stores the decisions; whoever said done has looked at every mark.
  private func keep() throws {
    try workbench.keep(decisions, for: record)
    var review = RedactionReview(lists: lists, isDone: true)
    for (question, mark) in marks {
      review.seen[question, default: []].insert(RedactionSpan(mark.range, mark.kind))
    }
    for (question, decision) in decisions {
      review.seen[question, default: []].formUnion(decision.kept)
    }
    try workbench.keep(review, for: record)
  }

  /// Remembers that nothing in it is doubtful.
  func passOver() throws {
    var review = try workbench.review(of: record) ?? RedactionReview(lists: lists)
    (review.lists, review.isDone) = (lists, true)
    try workbench.keep(review, for: record)
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
    var found = false
    for (question, text) in texts {
      for range in ScalarSearch.ranges(of: words, in: text) {
        decisions[question, default: .init()].added.append(RedactionSpan(range, .person))
        found = true
      }
    }
    guard found else { throw Failure("these words are not in the text", hint: "mind the spelling") }
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
