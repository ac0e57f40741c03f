// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Redaction
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Confirm or change the themes that the tool proposes, one testimony at a time.",
    discussion: """
      The tool shows the words or the answer that made it propose a theme. You decide:
        (empty) or a   accept what is proposed
        +ID -ID …      add or take away themes, then it is stored
        s              skip this one for now
        q              stop; everything decided so far is stored
        ?              show all themes

      Redacted words are shown on a terminal only. Through a pipe, decisions are read line by line and no words are shown.

      EXAMPLES:
        ovoz code
        ovoz code --again 3fa9
      """)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Option(help: "Decide again on this testimony.") var again: String?

  func run() throws {
    try Failure.report {
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
      let records = try waiting(workbench)
      var decided = 0
      for (index, record) in records.enumerated() {
        guard case .success(let testimony) = try workbench.vault.open(record).content else {
          continue
        }
        Terminal.say(Terminal.faint("\n\(index + 1) of \(records.count)"))
        guard let went = try decide(testimony, record, workbench) else { break }
        decided += went ? 1 : 0
      }
      print("\(decided) decided, \(records.count - decided) waiting")
    }
  }

  /// What nobody has decided yet with this codebook.
  private func waiting(_ workbench: Workbench) throws -> [[UInt8]] {
    if let again { return [try workbench.vault.record(beginning: again)] }
    return try workbench.vault.records().filter { record in
      try workbench.themes(of: record)?.codebookHash != workbench.codebook.hash
    }
  }

  /// True when decided, false when skipped, nil to stop.
  private func decide(
    _ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench
  ) throws -> Bool? {
    let proposals = try workbench.proposals(for: testimony, record: record)
    if TerminalControl.outputIsTerminal { try show(testimony, record, workbench) }
    show(proposals, workbench.codebook)
    while let line = Terminal.ask("code> ") {
      switch line.trimmingPrefix(while: \.isWhitespace) {
      case "s": return false
      case "q": return nil
      case "?": listThemes(workbench.codebook)
      case let wish:
        guard let themes = Self.themes(wish, proposals.map(\.theme), workbench.codebook) else {
          Terminal.say("a, +ID, -ID, s, q or ?")
          continue
        }
        let decision = ThemeDecision(themes: themes, codebookHash: workbench.codebook.hash)
        try workbench.keep(decision, for: record)
        return true
      }
    }
    return nil
  }

  /// The themes after a wish, or nil where it is not one.
  private static func themes(
    _ wish: Substring, _ proposed: [String], _ codebook: Codebook
  ) -> Set<String>? {
    var themes = Set(proposed)
    guard wish != "a", !wish.isEmpty else { return themes }
    for word in wish.split(separator: " ") {
      let id = String(word.dropFirst())
      guard codebook[id] != nil else { return nil }
      switch word.first {
      case "+": themes.insert(id)
      case "-": themes.remove(id)
      default: return nil
      }
    }
    return themes
  }

  private func show(_ testimony: Testimony, _ record: [UInt8], _ workbench: Workbench) throws {
    for answer in try workbench.redactedAnswers(of: testimony, record: record) {
      print("\n\(Terminal.bold(answer.question))\n\(VisibleText.of(answer.text.text))")
    }
    let ticked = workbench.choices(of: testimony)
    if !ticked.isEmpty { print(Terminal.faint("\nticked: \(ticked.joined(separator: ", "))")) }
  }

  private func show(_ proposals: [ThemeProposal], _ codebook: Codebook) {
    if proposals.isEmpty { Terminal.say("nothing is proposed: no cue was found") }
    for proposal in proposals {
      let name = codebook[proposal.theme]?.name[.en] ?? ""
      let reasons = proposal.evidence.prefix(3).map(Self.reason)
      Terminal.say("  \(proposal.theme): \(name) (\(reasons.joined(separator: ", ")))")
    }
  }

  private static func reason(_ evidence: ThemeEvidence) -> String {
    switch evidence {
    case .choice(let choice): "ticked \(choice)"
    case .cue(let words, let question, _):
      TerminalControl.outputIsTerminal ? "“\(VisibleText.of(words))”" : "a cue in \(question)"
    }
  }

  private func listThemes(_ codebook: Codebook) {
    for theme in codebook.themes { Terminal.say("  \(theme.id): \(theme.definition)") }
  }
}
