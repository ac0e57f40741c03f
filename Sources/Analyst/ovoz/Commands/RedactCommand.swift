// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Redaction
import TerminalControl
import TestimonyModel
import Vault

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "See what would be taken out, and change it.",
    discussion: """
      Without an id: how much is marked in all testimonies, by kind, without words. With an id: the redacted text with
      its marks numbered, and then, on a terminal, a prompt:
        keep 3      leave mark 3 in the text after all
        hide WORDS  take WORDS out everywhere in this testimony
        done        store the decisions

      EXAMPLES:
        ovoz redact
        ovoz redact 3fa9
      """)

  @Argument(help: "The id, or its first digits.") var id: String?
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Flag(help: "Write redacted text to a file or pipe; names that no rule knows may still be in it.")
  var unsafePlaintextOut = false

  func run() throws {
    try Failure.report {
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      if let id {
        try review(workbench.vault.record(beginning: id), workbench)
      } else {
        try overview(workbench)
      }
    }
  }

  private func overview(_ workbench: Workbench) throws {
    let bar = ProgressBar("redacting")
    let total = Double(max(1, try workbench.vault.count()))
    var (report, seen) = (RedactionReport(), 0.0)
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        for answer in try workbench.redactedAnswers(of: testimony, record: opened.record) {
          report.add(answer.text.marks)
        }
      }
      seen += Double(chunk.count)
      bar.show(seen / total)
    }
    bar.finish()
    try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
    for kind in RedactionKind.allCases { print("\(kind.rawValue): \(report.byKind[kind] ?? 0)") }
    print("doubtful: \(report.doubtful)")
  }

  private func review(_ record: [UInt8], _ workbench: Workbench) throws {
    guard TerminalControl.outputIsTerminal || unsafePlaintextOut else {
      throw Failure(
        "words go to a terminal only", hint: "add --unsafe-plaintext-out if you must", code: 64)
    }
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    try workbench.vault.store.log(.read, about: Hex.text(record))
    var session = try RedactionSession(testimony, record, workbench)
    try session.show()
    while let line = Terminal.ask("redact> ") {
      if line == "done" { return try session.keep() }
      if line == "quit" { return }
      do { try session.obey(line) } catch let failure as Failure {
        Terminal.say("\(failure.message); \(failure.hint)")
      }
    }
  }
}

/// One testimony under review: its texts are derived again after each decision.
private struct RedactionSession {
  private let testimony: Testimony
  private let record: [UInt8]
  private let workbench: Workbench
  private var decisions: [String: RedactionDecisions]

  init(_ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench) throws {
    (self.testimony, self.record, self.workbench) = (testimony, record, workbench)
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
    texts.flatMap { question, text in
      workbench.redactor.redact(text, decisions: decisions[question] ?? .init()).marks
        .map { (question, $0) }
    }
  }

  func show() throws {
    for (question, text) in texts {
      let redacted = workbench.redactor.redact(text, decisions: decisions[question] ?? .init())
      print("\n\(Terminal.bold(question))\n\(VisibleText.of(redacted.text))")
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

  func keep() throws { try workbench.keep(decisions, for: record) }

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
