// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CodeFigures
import ConfigFile
import Foundation
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

struct SaturationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saturation",
    abstract: "Do new testimonies still bring new themes?",
    discussion: """
      Counts how many themes the first testimony has, the first two, and so on, over 500 random orders: the order in
      which they came is not kept. The dots are the mean, the shade is the middle 95 of 100 orders. A flat end says that
      more of the same would bring little, or only that the codebook's list is used up: no other themes are counted.
      It says nothing of people who were not reached. For your own eyes, not for the room.

      EXAMPLES:
        ovoz saturation
        ovoz saturation --json
      """.paragraphs)

  @OptionGroup var unlock: UnlockOptions
  @OptionGroup var config: ConfigOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    try Failure.report {
      let workbench = try Workbench(vault: unlock.unlock(), config: config)
      try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
      let sets = try CodedSets(workbench)
      sets.tellWhatIsMissing()
      if let copies = sets.warning { Terminal.say("ovoz: \(copies); here each group counts once") }
      let saturation = Saturation(sets.once(), of: workbench.codebook.themes.count)
      if json {
        let printed = Printed(saturation, workbench.codebook.origin)
        return try Terminal.printJSON("ovoz.saturation", printed)
      }
      show(saturation, of: workbench.codebook.themes.count)
      workbench.codebook.origin.show()
    }
  }

  private func show(_ saturation: Saturation, of all: Int) {
    guard saturation.testimonies > 1, saturation.seen > 0 else {
      return print("too little is coded: two testimonies and one theme at the least")
    }
    let columns = max(20, min(64, TerminalControl.columns - 8))
    for line in TerminalChart.curve(saturation.curve, columns: columns, rows: 10) { print(line) }
    let lines = [""] + figures(saturation, of: all) + estimates(saturation)
    Terminal.printWrapped(lines.joined(separator: "\n"))
  }

  private func figures(_ saturation: Saturation, of all: Int) -> [String] {
    let (testimonies, seen) = (saturation.testimonies, saturation.seen)
    let lately = rounded(saturation.lately)
    return [
      "\(testimonies) testimonies have \(seen) of the codebook's \(all) themes",
      "\(saturation.once) themes stand in one testimony only, \(saturation.twice) in two",
      "the last tenth of the testimonies brought \(lately) new themes on the average",
    ]
  }

  /// What is to be expected, as far as it can be told; the list's own end looks like everything having been said.
  private func estimates(_ saturation: Saturation) -> [String] {
    let others = "only the codebook's themes count here; `ovoz discover` looks for others"
    guard saturation.left != 0 else {
      return ["all were seen: a flat end may only mean that the list is used up", others]
    }
    let expected = saturation.unseen.map {
      "at least \(rounded($0)) more of its themes are to be expected (Chao's estimate)"
    }
    let newness = rounded(saturation.newness * 100)
    return [
      expected ?? "too few themes stand in two testimonies to tell how many more would come",
      "of 100 further codings some \(newness) would be of a theme not seen yet (Good and Turing)",
      others,
    ]
  }

  private func rounded(_ value: Double) -> String { String(format: "%.1f", value) }

  private struct Printed: Encodable {
    struct Point: Encodable {
      let testimonies: Int
      let mean: Double
      let low, high: Int
    }

    let released = false
    let codebook: CodebookOrigin
    let testimonies, seen, once, twice: Int
    let lately, newness: Double
    /// Left out where nothing can be told of it.
    let unseen: Double?
    let curve: [Point]

    init(_ saturation: Saturation, _ codebook: CodebookOrigin) {
      self.codebook = codebook
      (testimonies, seen) = (saturation.testimonies, saturation.seen)
      (once, twice) = (saturation.once, saturation.twice)
      (lately, unseen) = (saturation.lately, saturation.unseen)
      newness = saturation.newness
      curve = saturation.curve.map {
        Point(testimonies: $0.testimonies, mean: $0.mean, low: $0.low, high: $0.high)
      }
    }
  }
}
