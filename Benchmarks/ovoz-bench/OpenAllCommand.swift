// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Vault

struct OpenAllCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open-all",
    abstract: "Open every testimony of a benchmark's vault once; prints testimonies per second.")

  @Option(help: "The vault, as `ovoz-bench bundle` made it.") var vault: String

  func run() async throws {
    let store = try VaultStore(folder: URL(filePath: vault))
    let passphrase = SecretBytes(copying: Array(BenchCampaign.passphrase.utf8))
    let open = try store.unlock(store.campaign(named: nil), passphrase)
    var opened = 0
    let seconds = try Pace.wall {
      try open.forEachChunk { chunk in
        opened += chunk.count { (try? $0.content.get()) != nil }
      }
    }
    guard try opened == open.count() else { throw BenchError.wrongResult("some do not open") }
    print(Double(opened) / seconds)
  }
}
