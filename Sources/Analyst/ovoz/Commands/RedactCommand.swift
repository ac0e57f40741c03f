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
      Every step is stored, sealed, as it is made, so a review can go on another day. Until somebody says otherwise,
      doubtful words are taken out.

      With --plain, an id shows the redacted text with its marks numbered, and then, on a terminal, a prompt:
        keep 3      leave mark 3 in the text after all
        hide WORDS  take WORDS out everywhere in this testimony
        undo        go back one step
        done        store the decisions
      With --all-doubtful --plain: the same for each testimony with doubtful words; skip leaves one for another day.

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
  @Flag(help: "Every testimony with doubtful words that nobody has looked at yet.")
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
          try review(vault.record(beginning: id), workbench)
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
    var (report, seen, reviewed) = (RedactionReport(), 0, 0)
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        for answer in try workbench.redactedAnswers(of: testimony, record: opened.record) {
          report.add(answer.text.marks)
          report.add(workbench.redactor.pointed(in: answer.text.text))
        }
        if try workbench.isReviewed(opened.record, lists: lists) { reviewed += 1 }
      }
      seen += chunk.count
      bar.show(Double(seen) / total)
    }
    bar.finish()
    try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
    for kind in RedactionKind.allCases {
      let count = report.byKind[kind] ?? 0
      // People look for what is there; programs for every kind.
      if count > 0 || !TerminalControl.outputIsTerminal { print("\(kind.rawValue): \(count)") }
    }
    print("doubtful: \(report.doubtful)")
    print("left in, worth a glance: \(report.pointed)")
    print("reviewed: \(reviewed) of \(seen)")
    Terminal.hint(
      reviewed < seen
        ? "`ovoz redact --all-doubtful` shows the doubtful words one after the other"
        : "every doubtful word was looked at; `ovoz redact --risk` says what still points at a person"
    )
  }

  private func review(_ record: [UInt8], _ workbench: Workbench) throws {
    try Terminal.refusePipe(unless: unsafePlaintextOut)
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    try workbench.vault.store.log(
      TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(record))
    var session = try PlainReview(testimony, record, workbench, config.redactionDigest())
    _ = try session.converse()
  }

  /// Every testimony with doubtful marks, line by line, for whoever hears the screen.
  private func plainlyAll(_ workbench: Workbench, _ distress: DistressList) throws {
    try Terminal.refusePipe(unless: unsafePlaintextOut)
    let lists = try config.redactionDigest()
    let queue = try workbench.vault.records()
    var reviewed = try queue.count { try workbench.isReviewed($0, lists: lists) }
    for record in queue where try !workbench.isReviewed(record, lists: lists) {
      guard case .success(let testimony) = try workbench.vault.open(record).content else {
        continue
      }
      var session = try PlainReview(testimony, record, workbench, lists)
      guard try session.hasDoubt() else {
        try session.passOver()
        reviewed += 1
        continue
      }
      try workbench.vault.store.log(
        TerminalControl.outputIsTerminal ? .read : .wordsLeft, about: Hex.text(record))
      Terminal.say("\n\(reviewed) of \(queue.count) reviewed; \(Hex.text(record).prefix(8))")
      guard warn(of: testimony, workbench, distress) else { continue }
      guard let isDone = try session.converse() else { break }
      reviewed += isDone ? 1 : 0
    }
    print("\(reviewed) of \(queue.count) reviewed")
  }

  /// Says that a testimony is hard to read; false to leave it for another day.
  private func warn(
    of testimony: Testimony, _ workbench: Workbench, _ distress: DistressList
  ) -> Bool {
    let answers = workbench.writtenAnswers(of: testimony, in: .en)
    let page = PlainPage(answers, distress, blurs: !screen.noBlur)
    guard let warning = page.warning else { return true }
    Terminal.say("May be hard to read. \(warning)")
    return Terminal.ask("show or skip> ") == "show"
  }
}
