// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Reading
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

/// Codes testimonies line by line, for screen readers and pipes; words go to a terminal only.
///
/// Each step is stored as it is made, as on the full screen.
struct PlainCodingDesk {
  /// A decision of this session, and what stood before it.
  private struct Decided {
    let position: Int
    let themes: ThemeDecision?
    let begun: BegunDecision?
  }

  private let workbench: Workbench
  private let speaker: ThemeSpeaker
  private let language: Language
  private let showsWords = TerminalControl.outputIsTerminal
  private var queue: CodingQueue
  private var trail: [Decided] = []
  /// Every step on what was left, so that it can be undone on coming back.
  private var steps: [Int: CodingSteps] = [:]
  private var prompt: PacedPrompt
  var decided: Int { Set(trail.map(\.position)).count }

  init(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList, _ options: ScreenOptions
  ) throws {
    self.workbench = workbench
    self.queue = CodingQueue(queue)
    language = try options.language()
    speaker = ThemeSpeaker(workbench.codebook, distress, options, in: language)
    prompt = PacedPrompt(distress.limits)
  }

  mutating func run() throws {
    while let record = queue.record {
      guard case .success(let testimony) = try workbench.vault.open(record).content else {
        // It does not open: `ovoz list` names it.
        queue.goOn()
        continue
      }
      guard try talk(about: testimony, record) else { return }
    }
  }

  /// Talks about one testimony until another one is at hand; false to stop.
  private mutating func talk(about testimony: Testimony, _ record: [UInt8]) throws -> Bool {
    let theCase = try workbench.codingCase(
      testimony, record: record, title: title(of: testimony, record), in: language)
    var page = PlainPage(theCase.answers.map(\.shown), speaker.distress, blurs: speaker.blurs)
    var coding = PlainCoding(theCase, speaker.shelf)
    if let before = steps[queue.position] { coding.goOn(from: before) }
    show(theCase, page, coding)
    if page.isDistressing { prompt.metDistress() }
    while let line = try prompt.ask() {
      switch CodingWish(line) {
      case .stop: return false
      case .skip:
        leave(coding)
        return true
      case .undo: if try undo(&coding, page, record) { return true }
      case .decide(let changes): if try decide(changes, coding, record) { return true }
      case .note(let words): try note(words, &coding, record)
      case .passage(let sentences, let theme):
        try give(theme, to: sentences, on: page, &coding, record)
      case let wish: tell(wish, &page)
      }
    }
    return false
  }

  private func title(of testimony: Testimony, _ record: [UInt8]) -> String {
    [
      String(Hex.text(record).prefix(8)), testimony.consent.language.spoken, queue.place,
      "\(decided) decided",
    ].joined(separator: "  ")
  }

  // MARK: steps

  private func note(_ words: String, _ coding: inout PlainCoding, _ record: [UInt8]) throws {
    let hadNote = coding.memo != nil
    guard coding.note(words) else {
      return Terminal.say(hadNote ? "noted already" : "there is no note; m WORDS takes one")
    }
    try workbench.keepBegun(coding.begun, for: record)
    guard hadNote else { return Terminal.say("noted") }
    let done = words.isEmpty ? "the note is out" : "noted in place of the note before"
    Terminal.say("\(done); u brings that one back")
  }

  private func give(
    _ theme: String, to sentences: ClosedRange<Int>, on page: PlainPage,
    _ coding: inout PlainCoding, _ record: [UInt8]
  ) throws {
    guard workbench.codebook[theme] != nil, let place = page.place(of: sentences) else {
      return Terminal.say("p 2 ID or p 2-4 ID, with sentences of one answer")
    }
    guard coding.give(theme, to: place) else { return Terminal.say("noted already") }
    try workbench.keepBegun(coding.begun, for: record)
    Terminal.say("noted")
  }

  /// Stores a decision and goes on; false where a change is none.
  private mutating func decide(
    _ changes: [Substring], _ coding: PlainCoding, _ record: [UInt8]
  ) throws -> Bool {
    guard let decision = coding.decision(after: changes) else {
      Terminal.say(CodingWish.all)
      return false
    }
    let before = Decided(
      position: queue.position, themes: try workbench.themes(of: record),
      begun: try workbench.begun(record))
    try workbench.decide(decision, for: record)
    trail.append(before)
    leave(coding)
    return true
  }

  /// Takes the last step back, else the decision before it; true when another testimony is at hand.
  private mutating func undo(
    _ coding: inout PlainCoding, _ page: PlainPage, _ record: [UInt8]
  ) throws -> Bool {
    if coding.undo() {
      try workbench.keepBegun(coding.begun, for: record)
      Terminal.say("taken back")
      tellStanding(coding, page)
      return false
    }
    guard let last = trail.popLast() else {
      Terminal.say("nothing is left to undo")
      return false
    }
    steps[queue.position] = coding.steps
    try takeBack(last)
    return true
  }

  private mutating func takeBack(_ last: Decided) throws {
    let record = queue[last.position]
    try workbench.takeBack(to: last.themes, for: record)
    try workbench.takeBackBegun(to: last.begun, for: record)
    queue.goBack(to: last.position)
    Terminal.say(CodingDesk.takenBack(to: last.themes))
  }

  private mutating func leave(_ coding: PlainCoding) {
    steps[queue.position] = coding.steps
    queue.goOn()
  }

  // MARK: what is told

  private func show(_ theCase: CodingCase, _ page: PlainPage, _ coding: PlainCoding) {
    Terminal.say("\n" + theCase.title)
    if showsWords { page.show() }
    speaker.tell(theCase.proposals)
    tellStanding(coding, page)
  }

  /// What was begun or decided before: a decision takes it in.
  private func tellStanding(_ coding: PlainCoding, _ page: PlainPage) {
    // A note may repeat words of the testimony.
    let lines = coding.standing(on: page) { note in
      Terminal.mayQuote ? VisibleText.of(note) : "(shown on a terminal only)"
    }
    for line in lines { Terminal.say("  \(line)") }
  }

  private func tell(_ wish: CodingWish, _ page: inout PlainPage) {
    switch wish {
    case .nothing: Terminal.say(CodingWish.nothingTyped)
    case .search(let letters): page.showFound(letters)
    case .themes: speaker.tellAll()
    case .find(let words): speaker.tellFound(words)
    case .explain(let id): speaker.explain(id)
    case .reveal:
      page.reveal()
      if showsWords { page.show() }
    case .skip, .stop, .undo, .decide, .note, .passage: break
    }
  }
}
