// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Foundation

struct PageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "What the form weighs in each language: gzip beside raw, as `curl` receives it.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = BenchServer(
      campaign: try BenchCampaign(project: common.project).campaign, project: common.project,
      folder: folder, port: 0)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let serving = Task { try await server.run { port.yield($0) } }
    var figures: [Figure] = []
    for await port in ports {
      figures = try Language.allCases.map { try Self.weigh($0, port) }
      break
    }
    serving.cancel()
    try Figure.show(figures, json: common.json)
  }

  private static func weigh(_ language: Language, _ port: Int) throws -> Figure {
    let address = "https://127.0.0.1:\(port)/?lang=\(language.rawValue)"
    // Only ever for 127.0.0.1: the certificate was made a moment ago and nobody can trust it.
    let ask = ["curl", "-sk", "-o", "/dev/null", "-w", "%{size_download}", address]
    guard let raw = Double(try SystemCommand.run(ask)),
      let packed = Double(try SystemCommand.run(ask + ["-H", "Accept-Encoding: gzip"]))
    else { throw BenchError.wrongResult("curl said no size") }
    return Figure("form, \(language.rawValue), gzip", packed, "bytes", over: "raw", raw)
  }
}
