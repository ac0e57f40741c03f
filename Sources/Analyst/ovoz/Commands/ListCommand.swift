// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Sealing
import TestimonyModel
import ThematicCoding
import Vault

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the testimonies: what was answered, in which language, how far the work is.",
    discussion: """
      No words are shown.

      EXAMPLES:
        ovoz list
        ovoz list --json
      """)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let vault = try unlock.unlock()
      try vault.store.log(.allOpened, about: vault.campaign.name)
      let lines = try lines(vault)
      let unopened = lines.count { !$0.opens }
      if json { try Terminal.printJSON("ovoz.list", lines) } else { show(lines) }
      guard unopened == 0 else {
        Terminal.say(
          "ovoz: \(unopened) of \(lines.count) testimonies do not open: sealed to another key, or changed"
        )
        throw ExitCode(3)
      }
    }
  }

  private func lines(_ vault: OpenVault) throws -> [Line] {
    let workbench = try Workbench(vault: vault, config: config)
    let total = Double(max(1, try vault.count()))
    let bar = ProgressBar("opening")
    defer { bar.finish() }
    var lines: [Line] = []
    try vault.forEachChunk { chunk in
      lines += try chunk.map { try Line($0, workbench) }
      bar.show(Double(lines.count) / total)
    }
    return lines
  }

  private func show(_ lines: [Line]) {
    print(
      Terminal.bold(
        "id        period  lane     lang  answers  may be    themes  release  sealed by"))
    for line in lines {
      let columns = [
        line.id.prefix(8).padded(8), "\(line.period)".padded(6), line.lane.padded(7),
        (line.language ?? "?").padded(4),
        (line.answered.map(String.init) ?? "?").padded(7), (line.permission ?? "?").padded(8),
        (line.themes.map(String.init) ?? "-").padded(6),
        (line.release.map(String.init) ?? "-").padded(7),
        line.sealedBy,
      ]
      print(columns.joined(separator: "  "))
    }
  }

  /// One testimony in the list.
  struct Line: Encodable {
    let id: String
    let period: Int
    let lane: String
    let sealedBy: String
    let opens: Bool
    let language: String?
    let answered: Int?
    let helped: Bool?
    let permission: String?
    let themes: Int?
    let release: Int?

    init(_ opened: OpenedTestimony, _ workbench: Workbench) throws {
      id = Hex.text(opened.record)
      period = opened.epoch
      lane = opened.lane == .open ? "open" : "invited"
      sealedBy = opened.sealedBy == .browser ? "browser" : "server"
      release = opened.release
      let testimony = try? opened.content.get()
      opens = testimony != nil
      language = testimony?.consent.language.rawValue
      answered = testimony?.answers.count { !$0.isEmpty }
      helped = testimony?.consent.helped
      permission = testimony.map { workbench.permission(of: $0).spoken }
      themes = try workbench.themes(of: opened.record)?.themes.count
    }
  }
}

extension StringProtocol {
  /// The text with spaces behind it, up to a number of letters.
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
