// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import ThematicCoding
import Vault

struct DecideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Store a decision on themes for every testimony of a benchmark's vault.")

  @OptionGroup var common: CommonOptions
  @Option(help: "The vault, as `ovoz-bench bundle` made it.") var vault: String

  func run() async throws {
    let store = try VaultStore(folder: URL(filePath: vault))
    let passphrase = SecretBytes(copying: Array(BenchCampaign.passphrase.utf8))
    let open = try store.unlock(store.campaign(named: nil), passphrase)
    let codebook = try codebook()
    let records = try open.records()
    let seconds = try Pace.wall {
      for (number, record) in records.enumerated() {
        let decision = ThemeDecision(
          themes: Self.themes(number, codebook), codebookHash: codebook.hash)
        try open.decide(.themes, Array(JSONEncoder().encode(decision)), for: record)
      }
    }
    let rate = Double(records.count) / seconds
    try Figure.show([Figure("deciding, one commit each", rate, "per s")], json: common.json)
  }

  /// Two or three themes, so that some stay rare and some become common.
  private static func themes(_ number: Int, _ codebook: Codebook) -> [String] {
    let themes = codebook.themes.map(\.id)
    return [0, number % 3, number % themes.count].map { themes[$0 % themes.count] }
  }

  private func codebook() throws -> Codebook {
    let file = URL(filePath: common.project).appending(path: "Config/codebook.yaml")
    guard let yaml = try? String(contentsOf: file, encoding: .utf8) else {
      throw BenchError.unusable("Config/codebook.yaml")
    }
    return try Codebook(parsing: yaml, file: "Config/codebook.yaml")
  }
}
