// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite struct `What hostile bytes have found stays mended` {
  @Test(arguments: FuzzTarget.all.map(\.name))
  func `a parser takes its valid bytes and survives its corpus`(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for seed in try target.seeds() { #expect(target.read(seed)) }
    // A trap ends the whole run; that nothing is taken at all would be a fault of the harness.
    let taken = try Self.corpus(name).filter { target.read(Array(try Data(contentsOf: $0))) }
    #expect(!taken.isEmpty)
  }

  private static func corpus(_ name: String) throws -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "corpus/\(name)"), includingPropertiesForKeys: nil)
  }
}
