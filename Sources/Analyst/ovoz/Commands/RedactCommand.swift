// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Reading
import Redaction
import TerminalControl
import TestimonyModel
import Vault

struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "See what would be taken out, and change it.",
    discussion: """
      Without an id: how much is marked in all testimonies, by kind, without words, and how many were reviewed. With an
      id, or with --all-doubtful: the doubtful words, one after the other, on the whole screen; press ? for the keys.
      --all-doubtful stops at testimonies without doubtful words too, where parts are worth a glance. One in which there
      is nothing to look at is passed over, and counted as that: reviewed is what a person had before her. With doubtful
      words in it, it is reviewed once those were looked at; how many parts worth a glance were not, is said beside it.
      Every step is stored, sealed, as it is made, so a review can go on another day. Until somebody says otherwise,
      doubtful words are taken out.

      With --plain, an id shows the redacted text with its marks numbered, and then, on a terminal, a prompt:
        keep 3      leave mark 3 in the text after all
        hide WORDS  take WORDS out everywhere in this testimony, as whole words
        undo        go back one step
        done        note that everything was looked at (on a terminal)
      With --all-doubtful --plain: the same for each testimony in turn; skip leaves one for another day.

      Texts are derived anew each time, so an interrupted run loses nothing. What is remembered is that a testimony was
      reviewed, and with which lists: when a file of Config/redaction changes, it counts as not reviewed again.
      --risk says, without words, what could still point at a person, the riskiest first.

      EXAMPLES:
        ovoz redact
        ovoz redact 3fa9
        ovoz redact --all-doubtful
        ovoz redact --risk
        ovoz redact --risk 3fa9 --json
      """.paragraphs)

  @Argument(help: "The id, or its first digits.") var id: String?
  @Flag(help: "Every testimony with something in doubt that nobody has looked at yet.")
  var allDoubtful = false
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var screen: ScreenOptions
  @Flag(help: "Write redacted text to a file or pipe; names that no rule knows may still be in it.")
  var unsafePlaintextOut = false
  @Flag(help: "Report what could still point at a person, without words.") var risk = false
  @Flag(help: "With --risk: print JSON.") var json = false

  func validate() throws {
    guard risk || !json else { throw ValidationError("--json goes with --risk") }
    guard !risk || !allDoubtful else {
      throw ValidationError("give --risk or --all-doubtful, not both")
    }
    guard id == nil || !allDoubtful else {
      throw ValidationError("give an id or --all-doubtful, not both")
    }
  }

  func run() throws {
    try Failure.report {
      let distress = try config.distress()
      try unlock.session { vault in
        let workbench = try Workbench(vault: vault, config: config)
        if risk { return try RedactRisk(workbench, config.redactionDigest(), json: json).run(id) }
        if let id, screen.isFull {
          return try walk([vault.record(beginning: id)], workbench, distress)
        }
        if allDoubtful { return try walkAll(workbench, distress) }
        if let id {
          try review(vault.record(beginning: id), workbench, distress)
        } else {
          try overview(workbench)
        }
        return false
      }
    }
  }

  private func walkAll(_ workbench: Workbench, _ distress: DistressList) throws -> Bool {
    guard screen.isFull else {
      try plainlyAll(workbench, distress)
      return false
    }
    return try walk(workbench.vault.records(), workbench, distress)
  }

  private func walk(
    _ queue: [[UInt8]], _ workbench: Workbench, _ distress: DistressList
  ) throws -> Bool {
    var desk = try ReviewDesk(
      workbench, queue, seeksDoubt: allDoubtful, lists: config.redactionDigest(), distress, screen)
    let ending = try desk.run()
    let steps = desk.steps == 1 ? "1 step stored" : "\(desk.steps) steps stored"
    print(steps + (allDoubtful ? "; \(desk.progress)" : ""))
    ending.obeySignal()
    return ending == .locked
  }

  private func overview(_ workbench: Workbench) throws {
    let bar = ProgressBar("redacting")
    let total = Double(max(1, try workbench.vault.count()))
    let lists = try config.redactionDigest()
    var (report, seen, count, unglanced) = (RedactionReport(), 0, ReviewCount(), 0)
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        for answer in try workbench.redactedAnswers(of: testimony, record: opened.record) {
          report.add(answer.text.marks)
          report.add(workbench.redactor.pointed(in: answer.text.text))
        }
        let standing = try workbench.standing(of: opened.record, lists: lists)
        count.add(standing)
        // Looking at the doubtful marks is enough for a review: what it left out is told beside it.
        guard standing == .reviewed else { continue }
        unglanced += try workbench.unglanced(in: testimony, record: opened.record)
      }
      seen += chunk.count
      bar.show(Double(seen) / total)
    }
    bar.finish()
    try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
    show(report)
    show(count, of: seen, unglanced: unglanced)
  }

  private func show(_ report: RedactionReport) {
    for kind in RedactionKind.allCases {
      let count = report.byKind[kind] ?? 0
      // People look for what is there; programs for every kind.
      if count > 0 || !TerminalControl.outputIsTerminal { print("\(kind.rawValue): \(count)") }
    }
    print("doubtful: \(report.doubtful)")
    print("left in, worth a glance: \(report.pointed)")
  }

  /// What people reviewed, apart from what only the program looked at.
  private func show(_ count: ReviewCount, of total: Int, unglanced: Int) {
    print("nothing doubtful, not read: \(count.passedOver)")
    print("reviewed: \(count.reviewed) of \(total)")
    if unglanced > 0 || !TerminalControl.outputIsTerminal {
      print("worth a glance in what was reviewed, not looked at: \(unglanced)")
    }
    let risk = "`ovoz redact --risk` says what still points at a person"
    if count.reviewed + count.passedOver < total {
      Terminal.hint("`ovoz redact --all-doubtful` shows what is in doubt, one after the other")
    } else if count.passedOver > 0 {
      Terminal.hint("nothing is in doubt, but not all was read by a person; \(risk)")
    } else {
      Terminal.hint("every doubtful word was looked at; \(risk)")
    }
  }

  private func review(
    _ record: [UInt8], _ workbench: Workbench, _ distress: DistressList
  ) throws {
    try Terminal.refusePipe(unless: unsafePlaintextOut)
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    try workbench.vault.store.log(
      TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(record))
    let isAtTerminal = TerminalControl.outputIsTerminal && TerminalControl.inputIsTerminal
    guard try !isAtTerminal || warn(of: testimony, workbench, distress) else { return }
    var session = try PlainReview(
      testimony, record, workbench, config.redactionDigest(), lock: distress.limits.lock)
    _ = try session.converse()
  }

  /// Every testimony in which something waits, line by line, for whoever hears the screen.
  private func plainlyAll(_ workbench: Workbench, _ distress: DistressList) throws {
    try Terminal.refusePipe(unless: unsafePlaintextOut)
    let lists = try config.redactionDigest()
    let queue = try workbench.vault.records()
    let standings = try queue.map { try workbench.standing(of: $0, lists: lists) }
    var count = ReviewCount(standings)
    for (record, standing) in zip(queue, standings) where standing == .waiting {
      guard case .success(let testimony) = try workbench.vault.open(record).content else {
        continue
      }
      var session = try PlainReview(
        testimony, record, workbench, lists, lock: distress.limits.lock)
      guard try session.isWaiting() else {
        count.add(try workbench.passOver(record, lists: lists))
        continue
      }
      try workbench.vault.store.log(
        TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(record))
      Terminal.say("\n\(count.progress(of: queue.count)); \(Hex.text(record).prefix(8))")
      guard try warn(of: testimony, workbench, distress) else { continue }
      guard let isDone = try session.converse() else { break }
      if isDone { count.add(.reviewed) }
    }
    print(count.progress(of: queue.count))
  }

  /// Says that a testimony is hard to read; false to leave it for another day.
  private func warn(
    of testimony: Testimony, _ workbench: Workbench, _ distress: DistressList
  ) throws -> Bool {
    let answers = workbench.writtenAnswers(of: testimony, in: .en)
    let page = PlainPage(answers, distress, blurs: !screen.noBlur)
    guard let warning = page.warning else { return true }
    Terminal.say("May be hard to read. \(warning)")
    let wish = try Terminal.ask("show or skip> ", within: distress.limits.lock)
    return wish?.trimmingCharacters(in: .whitespaces) == "show"
  }
}
