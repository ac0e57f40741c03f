// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import IntakeStore
import TestimonyModel

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the real intake on 127.0.0.1, and POST /nothing beside it, until SIGTERM.",
    discussion: """
      Says at the end how many testimonies are on disk.

      EXAMPLE:
        ovoz-bench serve --port 8844 --folder /tmp/bench --campaign /tmp/bodies.campaign.json
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "The port; 0 for any.") var port: Int
  @Option(help: "Where the databases and a certificate of its own go.") var folder: String
  @Option(help: "The public campaign file, as `ovoz-bench bodies` wrote it.") var campaign: String

  func run() async throws {
    guard let bytes = FileManager.default.contents(atPath: campaign) else {
      throw BenchError.unusable(campaign)
    }
    let folder = URL(filePath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let server = BenchServer(
      campaign: try Campaign(fileBytes: Array(bytes)), project: common.project, folder: folder,
      port: port)
    try await server.run { port in
      // At once, also into a file: whoever started this waits for the port.
      FileHandle.standardOutput.write(Data("serving on \(port)\n".utf8))
    }
    print("kept \(try server.inbox().count())")
  }
}
