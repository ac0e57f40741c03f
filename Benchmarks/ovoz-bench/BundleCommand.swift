// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Make a vault with a campaign, and a bundle of invented testimonies for it.",
    discussion: """
      The vault's passphrase stands in its file `passphrase`, mode 0600.

      EXAMPLE:
        ovoz-bench bundle --count 1000 --out /tmp/bench.ovoz --vault /tmp/bench-vault
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "How many testimonies.") var count: Int
  @Option(help: "The bundle to write.") var out: String
  @Option(help: "The vault's folder to make.") var vault: String

  func run() async throws {
    let seconds = try Pace.wall {
      try BundleMaker(project: common.project).make(
        vault: URL(filePath: vault), bundle: URL(filePath: out), count: count)
    }
    let figure = Figure("sealing into a bundle, all cores", Double(count) / seconds, "per s")
    try Figure.show([figure], json: common.json)
  }
}
