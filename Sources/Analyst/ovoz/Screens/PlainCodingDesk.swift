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
  private let shelf: ThemeShelf
  private let distress: DistressList
  private let language: Language
  private let queue: [[UInt8]]
  private let blurs: Bool
  private let showsWords = TerminalControl.outputIsTerminal
  private var position = 0
  /// Decided or left for another day in this session.
  private var past: Set<Int> = []
  private var trail: [Decided] = []
  /// Every step on what was left, so that it can be undone on coming back.
  private var steps: [Int: CodingSteps] = [:]
  private var pacing: Pacing
  private let started = ContinuousClock.now
  var decided: Int { Set(trail.map(\.position)).count }

  init(
    _ workbench: Workbench, _ queue: [[UInt8]], _ distress: DistressList, _ options: ScreenOptions
  ) throws {
    self.workbench = workbench
    self.queue = queue
    self.distress = distress
    language = try options.language()
    shelf = ThemeShelf(workbench.codebook, language: language)
    blurs = !options.noBlur
    pacing = Pacing(distress.limits, now: .zero)
  }

  mutating func run() throws {
    while queue.indices.contains(position) {
      guard case .success(let testimony) = try workbench.vault.open(queue[position]).content else {
        // It does not open: `ovoz list` names it.
        goOn()
        continue
      }
      guard try talk(about: testimony) else { return }
    }
  }

  /// Talks about one testimony until another one is at hand; false to stop.
  private mutating func talk(about testimony: Testimony) throws -> Bool {
    let theCase = try workbench.codingCase(
      testimony, record: queue[position], title: title(of: testimony), in: language)
    var page = PlainPage(theCase.answers.map(\.shown), distress, blurs: blurs)
    var coding = PlainCoding(theCase, shelf)
    if let before = steps[position] { coding.goOn(from: before) }
    show(theCase, page, coding)
    if page.isDistressing { pacing.metDistress() }
    while let line = try asked() {
      switch Wish(line) {
      case .stop: return false
      case .skip:
        leave(coding)
        return true
      case .undo:
        if try undo(&coding, page) { return true }
      case .decide(let changes):
        if try decide(changes, coding) { return true }
      case .note(let words): try note(words, &coding)
      case .passage(let sentences, let theme): try give(theme, to: sentences, on: page, &coding)
      case let wish: tell(wish, &page)
      }
    }
    return false
  }

  /// The next line, after a reminder of a pause where one is due.
  private mutating func asked() throws -> String? {
    if let reminder = pacing.reminder(now: .now - started) { Terminal.say(reminder) }
    return try Terminal.ask("code> ", within: distress.limits.lock)
  }

  private func title(of testimony: Testimony) -> String {
    [
      String(Hex.text(queue[position]).prefix(8)), testimony.consent.language.spoken,
      "\(position + 1) of \(queue.count)", "\(decided) decided",
    ].joined(separator: "  ")
  }

  // MARK: steps

  private func note(_ words: String, _ coding: inout PlainCoding) throws {
    let hadNote = coding.memo != nil
    guard coding.note(words) else {
      return Terminal.say(hadNote ? "noted already" : "there is no note; m WORDS takes one")
    }
    try workbench.keepBegun(coding.begun, for: queue[position])
    guard hadNote else { return Terminal.say("noted") }
    let done = words.isEmpty ? "the note is out" : "noted in place of the note before"
    Terminal.say("\(done); u brings that one back")
  }

  private func give(
    _ theme: String, to sentences: ClosedRange<Int>, on page: PlainPage,
    _ coding: inout PlainCoding
  ) throws {
    guard workbench.codebook[theme] != nil, let place = page.place(of: sentences) else {
      return Terminal.say("p 2 ID or p 2-4 ID, with sentences of one answer")
    }
    guard coding.give(theme, to: place) else { return Terminal.say("noted already") }
    try workbench.keepBegun(coding.begun, for: queue[position])
    Terminal.say("noted")
  }

  /// Stores a decision and goes on; false where a change is none.
  private mutating func decide(_ changes: [Substring], _ coding: PlainCoding) throws -> Bool {
    guard let decision = coding.decision(after: changes) else {
      Terminal.say(Wish.all)
      return false
    }
    let record = queue[position]
    let before = Decided(
      position: position, themes: try workbench.themes(of: record),
      begun: try workbench.begun(record))
    try workbench.decide(decision, for: record)
    trail.append(before)
    leave(coding)
    return true
  }

  /// Takes the last step back, else the decision before it; true when another testimony is at hand.
  private mutating func undo(_ coding: inout PlainCoding, _ page: PlainPage) throws -> Bool {
    if coding.undo() {
      try workbench.keepBegun(coding.begun, for: queue[position])
      Terminal.say("taken back")
      tellStanding(coding, page)
      return false
    }
    guard let last = trail.popLast() else {
      Terminal.say("nothing is left to undo")
      return false
    }
    steps[position] = coding.steps
    let record = queue[last.position]
    try workbench.takeBack(to: last.themes, for: record)
    try workbench.takeBackBegun(to: last.begun, for: record)
    past.remove(last.position)
    position = last.position
    Terminal.say(CodingDesk.takenBack(to: last.themes))
    return true
  }

  private mutating func leave(_ coding: PlainCoding) {
    steps[position] = coding.steps
    goOn()
  }

  /// To the next that is neither decided nor left for another day; behind the last when there is none.
  private mutating func goOn() {
    past.insert(position)
    let open = queue.indices.filter { !past.contains($0) }
    position = open.first { $0 > position } ?? open.first ?? queue.count
  }

  // MARK: what is told

  private func show(_ theCase: CodingCase, _ page: PlainPage, _ coding: PlainCoding) {
    Terminal.say("\n" + theCase.title)
    if showsWords { page.show() }
    show(theCase.proposals)
    tellStanding(coding, page)
  }

  /// What was begun or decided before: a decision takes it in.
  private func tellStanding(_ coding: PlainCoding, _ page: PlainPage) {
    // A note may repeat words of the testimony.
    let lines = coding.standing(on: page) { note in
      showsWords ? VisibleText.of(note) : "(shown on a terminal only)"
    }
    for line in lines { Terminal.say("  \(line)") }
  }

  private func tell(_ wish: Wish, _ page: inout PlainPage) {
    switch wish {
    case .themes:
      for theme in workbench.codebook.themes { Terminal.say("  \(theme.id): \(theme.definition)") }
    case .find(let words): for line in shelf.found(words) { Terminal.say("  \(line)") }
    case .explain(let id): explain(id)
    case .reveal:
      page.reveal()
      if showsWords { page.show() }
    case .skip, .stop, .undo, .decide, .note, .passage: break
    }
  }

  private func show(_ proposals: [ProposedTheme]) {
    if proposals.isEmpty { Terminal.say("nothing is proposed: nothing points at a theme") }
    for proposal in proposals {
      let doubt =
        proposal.isUnsure ? "not sure: " : proposal.needsPerson ? "readers disagree: " : ""
      let reasons = reasons(of: proposal).joined(separator: ", ")
      Terminal.say("  \(doubt)\(proposal.theme): \(shelf.shownName(proposal.theme)) (\(reasons))")
    }
  }

  /// How sure the tool is, and what made it propose; nothing twice.
  private func reasons(of proposal: ProposedTheme) -> [String] {
    let sureness = proposal.probabilityShown
    if proposal.isGathered { return [sureness, "gathered under it"].compactMap(\.self) }
    var reasons: [String] = []
    for reason in proposal.reasons.map(spoken) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return (sureness.map { [$0] } ?? []) + reasons.prefix(3)
  }

  private func spoken(_ reason: ProposedTheme.Reason) -> String {
    if reason.isMeaning { return reason.words }
    guard let place = reason.place else { return "ticked “\(reason.words)”" }
    let isHidden = blurs && !distress.subjects(in: reason.words).isEmpty
    return showsWords && !isHidden
      ? "“\(VisibleText.of(reason.words))”" : "words in \(place.question)"
  }

  private func explain(_ id: String) {
    guard let theme = workbench.codebook[id] else {
      return Terminal.say("no such theme; ? lists them")
    }
    Terminal.say("  \(theme.definition)")
    for example in theme.include { Terminal.say("  belongs: \(example)") }
    for example in theme.exclude { Terminal.say("  does not: \(example)") }
  }
}

/// What somebody types while coding line by line.
private enum Wish {
  /// Said where a line is none of them.
  static let all = "a, +ID -ID, p 2 ID, m WORDS, u, show, t WORDS, i ID, s, q or ?"

  case skip, stop, undo, themes, reveal
  case find(String), explain(String), note(String)
  case passage(ClosedRange<Int>, theme: String)
  /// Themes to add and take away; none to accept what is proposed.
  case decide([Substring])

  init(_ line: String) {
    let words = line.split(separator: " ")
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    case "s" where words.count == 1: self = .skip
    case "q" where words.count == 1: self = .stop
    case "u" where words.count == 1: self = .undo
    case "?": self = .themes
    case "show": self = .reveal
    case "t": self = .find(rest)
    case "i": self = .explain(rest)
    case "m": self = .note(rest)
    case "p" where words.count == 3:
      let ends = words[1].split(separator: "-").compactMap { Int($0) }
      let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == parts.count, ends.count <= 2, let first = ends.first,
        let last = ends.last, first <= last
      else {
        self = .decide(["p"])
        return
      }
      self = .passage(first...last, theme: String(words[2]))
    case "a" where words.count == 1: self = .decide([])
    default: self = .decide(words)
    }
  }
}

extension PlainPage {
  /// Prints it, safe for a terminal.
  func show() {
    if let warning { print("\nMay be hard to read. \(warning)") }
    for line in lines { print(VisibleText.of(line)) }
  }
}
