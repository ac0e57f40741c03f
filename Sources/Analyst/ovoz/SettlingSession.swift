// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Redaction
import ThematicCoding
import Vault

/// One testimony on which coders differ, until they have agreed or put it off.
struct SettlingSession {
  let desk: CoderDesk
  let record: [UInt8]
  /// The codes that some gave and others did not.
  let codes: Set<String>

  /// True when settled, false when skipped, nil to stop.
  func run() throws -> Bool? {
    guard case .success(let testimony) = try desk.workbench.vault.open(record).content else {
      return false
    }
    for answer in try desk.workbench.redactedAnswers(of: testimony, record: record) {
      print("\n\(Terminal.bold(answer.question))")
      Terminal.printWrapped(VisibleText.of(answer.text.text))
    }
    showOpinions()
    Terminal.hint(
      "a coder's name takes hers, = what all gave, +ID -ID change that, s later, q stops")
    while let line = Terminal.ask("settle> ") {
      switch line.trimmingPrefix(while: \.isWhitespace) {
      case "s": return false
      case "q": return nil
      case "?": showThemes()
      case let wish:
        guard let themes = themes(wish) else {
          Terminal.say("a coder's name, +ID, -ID, =, s, q or ?")
          continue
        }
        try desk.settle(record, themes)
        return true
      }
    }
    return nil
  }

  private func showOpinions() {
    print()
    for code in codes.sorted() {
      let name = desk.workbench.codebook[code]?.name[.en] ?? ""
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
  }

  /// What every coder gave who decided.
  private var shared: Set<String> {
    let said = Array(desk.said(of: record).values)
    return said.dropFirst().reduce(said.first ?? []) { $0.intersection($1) }
  }

  /// The themes after a wish, or nil where it is not one.
  private func themes(_ wish: Substring) -> Set<String>? {
    let wish = String(wish)
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
