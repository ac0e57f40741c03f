// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Reading
import Redaction
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

/// Codes testimonies line by line, for screen readers and pipes; words go to a terminal only.
struct PlainCodingDesk {
  private let workbench: Workbench
  private let shelf: ThemeShelf
  private let distress: DistressList
  private let language: Language
  private let blurs: Bool
  private let showsWords = TerminalControl.outputIsTerminal
  private(set) var decided = 0

  init(_ workbench: Workbench, _ distress: DistressList, _ options: ScreenOptions) throws {
    self.workbench = workbench
    self.distress = distress
    language = try options.language()
    shelf = ThemeShelf(workbench.codebook, language: language)
    blurs = !options.noBlur
  }

  mutating func run(_ queue: [[UInt8]]) throws {
    for (index, record) in queue.enumerated() {
      guard case .success(let testimony) = try workbench.vault.open(record).content else {
        continue
      }
      Terminal.say("\n\(index + 1) of \(queue.count)")
      guard let went = try decide(testimony, record) else { return }
      decided += went ? 1 : 0
    }
  }

  /// True when decided, false when skipped, nil to stop.
  private func decide(_ testimony: Testimony, _ record: [UInt8]) throws -> Bool? {
    let theCase = try workbench.codingCase(testimony, record: record, title: "", in: language)
    var page = PlainPage(theCase.answers.map(\.shown), distress, blurs: blurs)
    if showsWords { page.show() }
    show(theCase.proposals)
    if theCase.isDecided, let themes = theCase.decision?.themes, !themes.isEmpty {
      Terminal.say("  decided before: \(themes.joined(separator: ", "))")
    }
    var standing = Standing(
      passages: theCase.decision?.passages ?? [], memo: theCase.decision?.memo)
    while let line = Terminal.ask("code> ") {
      switch Wish(line) {
      case .skip: return false
      case .stop: return nil
      case .decide(let changes):
        guard let decision = decision(changes, theCase, standing) else {
          Terminal.say("a, +ID, -ID, s, q or ?")
          continue
        }
        try workbench.decide(decision, for: record)
        return true
      case let wish: obey(wish, theCase, &page, &standing)
      }
    }
    return nil
  }

  /// What was noted before the decision.
  private struct Standing {
    var passages: [CodedPassage]
    var memo: String?
  }

  private func obey(
    _ wish: Wish, _ theCase: CodingCase, _ page: inout PlainPage, _ standing: inout Standing
  ) {
    switch wish {
    case .themes:
      for theme in workbench.codebook.themes { Terminal.say("  \(theme.id): \(theme.definition)") }
    case .find(let words): for line in shelf.found(words) { Terminal.say("  \(line)") }
    case .explain(let id): explain(id)
    case .reveal:
      page.reveal()
      if showsWords { page.show() }
    case .note(let words): standing.memo = words.isEmpty ? nil : words
    case .passage(let sentences, let theme):
      guard workbench.codebook[theme] != nil, let place = page.place(of: sentences) else {
        return Terminal.say("p 2 ID or p 2-4 ID, with sentences of one answer")
      }
      let (shown, redacted) = theCase.answers[place.answer]
      standing.passages.append(
        CodedPassage(
          question: shown.question, range: redacted.originalRange(of: place.range), theme: theme))
      Terminal.say("noted")
    case .skip, .stop, .decide: break
    }
  }

  /// What is to be stored, or nil where a theme is unknown.
  private func decision(
    _ changes: [Substring], _ theCase: CodingCase, _ standing: Standing
  ) -> ThemeDecision? {
    guard let themes = themes(changes, begun(theCase, standing)) else { return nil }
    return ThemeDecision(
      themes: themes, codebookHash: workbench.codebook.hash,
      passages: standing.passages.filter { themes.contains($0.theme) }, memo: standing.memo)
  }

  /// What changes begin from: what was decided before; else what goes along, and what was ticked.
  private func begun(_ theCase: CodingCase, _ standing: Standing) -> Set<String> {
    let noted = Set(standing.passages.map(\.theme)).union(theCase.decision?.themes ?? [])
    if theCase.isDecided { return noted }
    return noted.union(theCase.proposals.filter(\.goesAlong).map(\.theme))
  }

  /// The themes after changes, or nil where one is unknown.
  private func themes(_ changes: [Substring], _ proposed: Set<String>) -> Set<String>? {
    var themes = proposed
    for change in changes {
      let id = String(change.dropFirst())
      guard workbench.codebook[id] != nil else { return nil }
      switch change.first {
      case "+": themes.insert(id)
      case "-": themes.remove(id)
      default: return nil
      }
    }
    return themes
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
  case skip, stop, themes, reveal
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
    case "?": self = .themes
    case "show": self = .reveal
    case "t": self = .find(rest)
    case "i": self = .explain(rest)
    case "m": self = .note(rest)
    case "p" where words.count == 3:
      let ends = words[1].split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else {
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
