// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Reading
import TestimonyModel
import ThematicCoding
import Vault

/// One testimony on which coders differ, until they have agreed or put it off.
struct SettlingSession {
  /// What it came to.
  enum Outcome {
    /// They agreed on these themes.
    case settled(Set<String>)
    /// They put it off.
    case later
    /// What was settled before this one is to be taken back.
    case undo
    case stop
  }

  let desk: CoderDesk
  let record: [UInt8]
  /// The codes that some gave and others did not.
  let codes: Set<String>
  /// In which language questions and themes are named.
  let language: Language
  /// What is left out until somebody asks for it, and how long nobody may be there.
  let distress: DistressList
  let blurs: Bool

  func run() throws -> Outcome {
    guard case .success(let testimony) = try desk.workbench.vault.open(record).content else {
      return .later
    }
    let answers = try desk.workbench.shownAnswers(testimony, record, in: language).map(\.shown)
    var page = PlainPage(answers, distress, blurs: blurs)
    show(answers, page)
    try showOpinions()
    Terminal.hint(
      "a coder's name takes hers, = what all gave, +ID -ID change that, u undoes, s later, q stops")
    while let line = try Terminal.ask("settle> ", within: distress.limits.lock) {
      let wish = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      switch wish {
      case "s": return .later
      case "q": return .stop
      // A colleague may be called so: her name was taken in before it had a meaning here.
      case "u" where desk.said(of: record)[wish] == nil: return .undo
      case "show" where desk.said(of: record)[wish] == nil:
        page.reveal()
        show(answers, page)
      case "?": showThemes()
      default:
        if let themes = themes(wish) { return .settled(themes) }
        Terminal.say("a coder's name, +ID, -ID, =, u, show, s, q or ?")
      }
    }
    return .stop
  }

  private func show(_ answers: [ShownAnswer], _ page: PlainPage) {
    page.showWarning()
    for (place, shown) in answers.enumerated() {
      print()
      Terminal.printHeading(VisibleText.of(shown.heading))
      if !shown.text.isEmpty { Terminal.printWrapped(VisibleText.of(page.text(of: place))) }
      for note in shown.notes { Terminal.printWrapped(VisibleText.of(note)) }
    }
  }

  private func showOpinions() throws {
    print()
    for code in codes.sorted() {
      let name = desk.workbench.codebook[code]?.name[language] ?? ""
      print("\(Terminal.bold(code)): \(name)")
      for (coder, decisions) in desk.coders {
        guard let decision = decisions[record] else { continue }
        let gave = decision.themes.contains(code)
        let memos = decision.passages.filter { $0.theme == code }.compactMap(\.memo)
        let notes = memos.map { " “\(VisibleText.of($0))”" }.joined()
        print("  \(gave ? "+" : "-") \(coder)\(notes)")
      }
    }
    for (coder, decisions) in desk.coders {
      if let memo = decisions[record]?.memo { print("\(coder): \(VisibleText.of(memo))") }
    }
    print()
    Terminal.printWrapped("all gave: \(shared.sorted().joined(separator: ", "))")
    guard let before = try desk.workbench.settlement(of: record)?.decision.themes else { return }
    Terminal.printWrapped(
      "settled before: \(before.isEmpty ? "no theme" : before.joined(separator: ", "))")
  }

  /// What every coder gave who decided.
  private var shared: Set<String> {
    let said = Array(desk.said(of: record).values)
    return said.dropFirst().reduce(said.first ?? []) { $0.intersection($1) }
  }

  /// The themes after a wish, or nil where it is not one.
  private func themes(_ wish: String) -> Set<String>? {
    if let said = desk.said(of: record)[wish] { return said }
    guard wish != "=" else { return shared }
    var themes = shared
    let words = wish.split(separator: " ")
    guard !words.isEmpty else { return nil }
    for word in words {
      let id = String(word.dropFirst())
      guard desk.workbench.codebook[id] != nil else { return nil }
      switch word.first {
      case "+": themes.insert(id)
      case "-": themes.remove(id)
      default: return nil
      }
    }
    return themes
  }

  private func showThemes() {
    for theme in desk.workbench.codebook.themes {
      Terminal.say("  \(theme.id): \(theme.definition)")
    }
  }
}
