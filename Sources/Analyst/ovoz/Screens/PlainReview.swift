// SPDX-License-Identifier: Apache-2.0

import Reading
import Redaction
import TestimonyModel
import Vault

/// One testimony under review: its texts are derived again after each decision.
struct PlainReview {
  private let testimony: Testimony
  private let record: [UInt8]
  private let workbench: Workbench
  private let lists: String
  private var decisions: [String: RedactionDecisions]

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

  func show() throws {
    for (question, text) in redacted {
      print("\n\(Terminal.bold(question))\n\(VisibleText.of(text.text))")
    }
    for (index, entry) in marks.enumerated() {
      let doubt = entry.mark.certainty == .doubtful ? ", doubtful" : ""
      print(Terminal.faint("\(index + 1). \(entry.question): \(entry.mark.replacement)\(doubt)"))
    }
  }

  mutating func obey(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    switch parts.first {
    case "keep" where parts.count == 2: try keepMark(parts[1])
    case "hide" where parts.count == 2: try hide(parts[1])
    default: throw Failure("keep NUMBER, hide WORDS, done or quit", hint: "try again")
    }
    try show()
  }

  /// Stores the decisions; whoever said done has looked at every mark.
  func keep() throws {
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

  private mutating func keepMark(_ number: String) throws {
    let marks = marks
    guard let number = Int(number), marks.indices.contains(number - 1) else {
      throw Failure("there is no such mark", hint: "give one of the numbers below the text")
    }
    let (question, mark) = marks[number - 1]
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
