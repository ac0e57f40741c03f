// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import IntakeStore
import Sealing
import TestimonyModel

struct BodiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bodies",
    abstract: "Write sealed testimonies one after the other, each another, for a load generator.",
    discussion: """
      Prints the length of each. The campaign's public file is written beside, as FILE.campaign.json.

      EXAMPLE:
        ovoz-bench bodies --count 1000 --out /tmp/bodies
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "How many testimonies.") var count: Int
  @Option(help: "The file to write.") var out: String

  func run() async throws {
    let bench = try BenchCampaign(project: common.project)
    try Data(bench.campaign.fileBytes).write(to: URL(filePath: out + ".campaign.json"))
    guard FileManager.default.createFile(atPath: out, contents: nil),
      let file = FileHandle(forWritingAtPath: out)
    else { throw BenchError.unusable(out) }
    let records = try (0..<count).map { _ in try RandomBytes.fresh(16) }
    try ManySealed(campaign: bench.campaign, voices: bench.voices).forEach(records) { sealed in
      try file.write(contentsOf: Submission(sealed).bytes)
    }
    try file.close()
    print(Submission.length(in: bench.campaign.form))
  }
}
