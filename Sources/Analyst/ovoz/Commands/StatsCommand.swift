// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CodeFigures
import ConfigFile
import Foundation
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "How often each theme was confirmed, and which stand together: for your own eyes.",
    discussion: """
      Exact figures, not released and not for the room: one or two can find a person. `ovoz report` makes what may be
      shown. The page of --html has no words of a testimony; keep it where the vault is kept.

      EXAMPLES:
        ovoz stats
        ovoz stats --once
        ovoz stats --html figures.html
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Flag(help: "Count testimonies that are nearly the same once.") var once = false
  @Option(help: "Write a page to this new file, readable by you alone.", completion: .file())
  var html: String?
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      try NewFile.check(html)
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
      let sets = try CodedSets(workbench)
      let themes = workbench.codebook.themes
      let table = CodeTable(once ? sets.once() : sets.themes, codes: themes.map(\.id))
      let copies = once ? nil : sets.warning
      sets.tellWhatIsMissing()
      if let copies { Terminal.say("ovoz: \(copies); --once counts them once") }
      Terminal.say("ovoz: not for the room: these figures are exact and not released")
      if let html {
        let page = try FigurePage().html(
          table, names: themes.map { $0.name[.en] }, copies: copies,
          codebook: workbench.codebook.origin.text)
        try NewFile.write(Array(page.utf8), to: html)
      }
      if json {
        try Terminal.printJSON("ovoz.stats", Printed(table, workbench.codebook.origin))
      } else if html == nil {
        show(table, themes)
        print()
        workbench.codebook.origin.show()
      }
    }
  }

  private func show(_ table: CodeTable, _ themes: [Theme]) {
    print("\(table.testimonies) testimonies are coded; \(table.without) have no theme")
    let most = table.codes.indices.map(table.count).max() ?? 0
    let names = 2 + (table.codes.map(\.count).max() ?? 0)
    let width = max(10, min(40, TerminalControl.columns - names - 8))
    for group in ThemeGroup.allCases {
      print("\n\(Terminal.bold(group.rawValue))")
      for (code, theme) in themes.enumerated() where theme.group == group {
        let bar = TerminalChart.bar(table.count(code), of: most, width: width)
        print("  \(theme.id.padded(names))\(bar) \(table.count(code))")
      }
    }
    guard most > 0 else { return }
    print("\n\(Terminal.bold("how many have both"))")
    for line in TerminalChart.matrix(table, columns: TerminalControl.columns) { print(line) }
  }

  /// The counts for a program; still not for the room.
  private struct Printed: Encodable {
    let released = false
    let codebook: CodebookOrigin
    let testimonies, without: Int
    let themes: [String: Int]
    let together: [String: [String: Int]]

    init(_ table: CodeTable, _ codebook: CodebookOrigin) {
      self.codebook = codebook
      (testimonies, without) = (table.testimonies, table.without)
      let codes = table.codes.indices
      themes = Dictionary(uniqueKeysWithValues: codes.map { (table.codes[$0], table.count($0)) })
      together = Dictionary(
        uniqueKeysWithValues: codes.map { one in
          let others = codes.filter { $0 != one && table.count(one, with: $0) > 0 }
          return (
            table.codes[one],
            Dictionary(
              uniqueKeysWithValues: others.map { (table.codes[$0], table.count(one, with: $0)) })
          )
        })
    }
  }
}
