// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Foundation
import Languages
import Sealing
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the testimonies: what was answered, in which language, how far the work is.",
    discussion: """
      No words are shown. A testimony whose words are nearly those of others has the
      number of their group behind it, as in ≈1. That may be a flood of inventions, or
      people who wrote together: read some before you judge, and look at the lanes. An
      invited testimony came with a slip that works once.

      period counts the weeks, or what the campaign file says, from 0: no finer time is known. may be is what she
      allowed: counted, retold or quoted. themes and release say how far the work is.

      lang is what the words are written in, told sentence by sentence (tg+ru: both); JSON says how it is
      typed, too. Where nothing is written, or where it is not known, it is the language of the form.

      EXAMPLES:
        ovoz list
        ovoz list --duplicates
        ovoz list --json
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Flag(help: "Only show the groups of testimonies whose words are nearly the same.")
  var duplicates = false
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let vault = try unlock.unlock()
      try vault.store.log(.allOpened, about: vault.campaign.name)
      let list = try read(vault)
      let lines = list.lines
      let unopened = lines.count { !$0.opens }
      if duplicates { try show(list.groups) } else { try show(lines) }
      guard unopened == 0 else {
        Terminal.say(
          "ovoz: \(unopened) of \(lines.count) testimonies do not open: sealed to another key, or changed"
        )
        throw ExitCode(3)
      }
    }
  }

  private func read(_ vault: OpenVault) throws -> TestimonyList {
    // Nothing is redacted here: a list shows no words. A mistake in the codebook is told all the same.
    _ = try config.codebook()
    let themes = try vault.decisions(.themes)
    let languages = try LanguageIdentifier(weights: config.bytes("languages/letters.weights"))
    let total = Double(max(1, try vault.count()))
    let bar = ProgressBar("opening")
    defer { bar.finish() }
    var list = TestimonyList()
    try vault.forEachChunk(mapping: { ListEntry($0, themes, languages) }) { entries in
      for entry in entries { try list.add(entry) }
      bar.show(Double(list.lines.count) / total)
    }
    list.group()
    return list
  }

  private func show(_ lines: [ListLine]) throws {
    if json { return try Terminal.printJSON("ovoz.list", lines) }
    let hasCopies = lines.contains { $0.group != nil }
    let heading = ListLine.heading(hasCopies: hasCopies)
    print(Terminal.bold(heading))
    for line in lines { print(line.columns(hasCopies: hasCopies)) }
    guard TerminalControl.outputIsTerminal else { return }
    // A long list has pushed its heading out of sight.
    if lines.count > 20 { print(Terminal.bold(heading)) }
    tellWhatIsNext(lines)
  }

  private func tellWhatIsNext(_ lines: [ListLine]) {
    let coded = lines.count { $0.themes != nil }
    let released = lines.count { $0.release != nil }
    print("\(lines.count) testimonies, \(coded) with themes, \(released) in a release")
    switch (lines.count, coded) {
    case (0, _): Terminal.hint("`ovoz inbox import FILE` takes in what the intake collected")
    case (_, 0): Terminal.hint("`ovoz redact --all-doubtful`, then `ovoz code`")
    case (let all, coded) where coded < all: Terminal.hint("`ovoz code` goes on")
    default: Terminal.hint("`ovoz stats`, then `ovoz report preview`")
    }
  }

  private func show(_ groups: [DuplicateGroup]) throws {
    if json { return try Terminal.printJSON("ovoz.duplicates", groups) }
    guard !groups.isEmpty else { return print("no testimonies are nearly the same") }
    for group in groups { group.show() }
  }
}
