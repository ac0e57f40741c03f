// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import CryptoPrimitives
import Finding
import Languages
import Reading
import Resemblance
import TerminalControl
import TestimonyModel
import ThematicCoding
import ThemeDiscovery
import Vault

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find testimonies by words, in any letters they were typed in.",
    discussion: """
      Every word has to stand in a testimony, in any of its answers. A star ends a word with any ending; words in quotes
      have to follow each other. Latin letters find Cyrillic text, and the other way round. Testimonies are
      opened in memory and read once; no index is written.

      Without words it asks for them: what stands on the command line stays in the shell's history, and other programs
      of this machine can read it. Ask so for names, and for whatever only one woman would say.

      The sentences that match are shown redacted, on a terminal only. Distressing ones are left out there, and counted,
      unless you add --no-blur: their testimony is listed all the same. --count and --json show no words; together they give the
      number as JSON. What is nearly the same as another testimony has its group's number behind it, as in ≈1.

      EXAMPLES:
        ovoz search
        ovoz search qonun
        ovoz search 'слуш*' 'полиц*' --lang ru --uncoded
        ovoz search '"sent me home"' --theme misunderstood
        ovoz search 'суд*' --count
      """.paragraphs)

  @Argument(help: "Words, beginnings with a star, or words in quotes.") var words: [String] = []
  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @OptionGroup var filter: FilterOptions
  @OptionGroup var blur: BlurOption
  @Option(
    parsing: .unconditional,
    help: "Show so many testimonies at the most. Default: 20, and with --json all.")
  var most: Int?
  @Flag(help: "Only say how many there are.") var count = false
  @Flag(help: "Print JSON: ids and counts, no words.") var json = false
  @Flag(help: "Write words in clear to a file or pipe. Whoever reads that can read the testimony.")
  var unsafePlaintextOut = false

  func validate() throws {
    guard most ?? 1 > 0 else { throw ValidationError("--most has to be 1 or more") }
  }

  func run() throws {
    try Failure.report {
      guard count || json || TerminalControl.outputIsTerminal || unsafePlaintextOut else {
        throw Failure(
          "words go to a terminal only",
          hint: "use --count or --json, or add --unsafe-plaintext-out if you must", code: 64)
      }
      let query = try SearchQuery(wanted())
      let listing = try config.listingBlur(blur)
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      try filter.check(workbench.codebook)
      try log(workbench.vault)
      try show(find(query, workbench, listing))
    }
  }

  /// The words of the command line, or of one line that is asked for.
  private func wanted() throws -> [String] {
    if !words.isEmpty { return words }
    let question = TerminalControl.inputIsTerminal ? "words> " : ""
    return [Terminal.ask(question) ?? ""]
  }

  /// A program that reads JSON is not to miss any unless it asked for fewer.
  private var mostShown: Int { most ?? (json ? .max : 20) }

  private struct Counted: Encodable {
    let count: Int
  }

  private struct Found {
    var hits: [SearchHit] = []
    var lines: [[String]] = []
    /// Knows how much of the lines is left out.
    var blur: ListingBlur
    var finder = CopyFinder()
    var unopened = 0
  }

  private func log(_ vault: OpenVault) throws {
    let leaves = !count && !json && !TerminalControl.outputIsTerminal
    try vault.store.log(leaves ? .wordsLeft : .allOpened, about: vault.campaign.name)
  }

  private func find(
    _ query: SearchQuery, _ workbench: Workbench, _ blur: ListingBlur
  ) throws -> Found {
    let passages = SearchPassages(query: query, workbench: workbench)
    let form = workbench.vault.campaign.form
    var found = Found(blur: blur)
    try workbench.vault.forEachChunk { chunk in
      let ranges = chunk.indices.inParallel { index in
        (try? chunk[index].content.get()).map { query.ranges(in: $0.answers.map(\.text)) }
      }
      for (opened, ranges) in zip(chunk, ranges) {
        guard case .success(let testimony) = opened.content else {
          found.unopened += 1
          continue
        }
        guard let ranges = ranges ?? nil, try filter.take(opened, testimony, workbench) else {
          continue
        }
        if !count, !json, found.hits.count < mostShown {
          let lines = try passages.lines(of: testimony, opened, ranges, &found.blur)
          found.lines.append(lines)
        }
        found.finder.add(testimony.answers.map(\.text))
        found.hits.append(SearchHit(opened, workbench.languages.written(testimony), ranges, form))
      }
    }
    return found
  }

  private func show(_ found: Found) throws {
    var hits = found.hits
    let groups = found.finder.copies()
    for (number, group) in groups.enumerated() {
      for member in group.members { hits[member].group = number + 1 }
    }
    let copies = groups.reduce(0) { $0 + $1.members.count }
    switch (count, json) {
    case (true, true): try Terminal.printJSON("ovoz.searchCount", Counted(count: hits.count))
    case (true, false): print(hits.count)
    case (false, true): try Terminal.printJSON("ovoz.search", Array(hits.prefix(mostShown)))
    case (false, false): for (hit, lines) in zip(hits, found.lines) { show(hit, lines) }
    }
    found.blur.tell("--no-blur")
    if !count, hits.count > mostShown {
      Terminal.say("ovoz: \(hits.count - mostShown) more; see them with --most")
    }
    if copies > 0 {
      Terminal.say(
        "ovoz: \(copies) of these \(hits.count) are nearly the same as another, in \(groups.count) groups"
      )
    }
    if hits.isEmpty, !json, !count { Terminal.say("ovoz: nothing matches") }
    guard found.unopened == 0 else {
      Terminal.say("ovoz: \(found.unopened) testimonies do not open and were not searched")
      throw ExitCode(3)
    }
  }

  private func show(_ hit: SearchHit, _ lines: [String]) {
    let group = hit.group.map { "  ≈\($0)" } ?? ""
    let written = hit.written.isEmpty ? "?" : hit.written.joined(separator: ", ")
    print(Terminal.bold(String(hit.id.prefix(8))) + "  period \(hit.period)  \(written)\(group)")
    for line in lines { print(line) }
  }
}
