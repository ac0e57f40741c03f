// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CryptoPrimitives
import Foundation
import Glibc

struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "How often the disk can be asked in a second to keep 4,096 bytes for good.")

  @OptionGroup var common: CommonOptions
  @Option(help: "Seconds.") var seconds = 3
  @Option(help: "A folder on the disk to measure.") var folder = "."

  func run() async throws {
    let file = URL(filePath: folder).appending(path: "bench-\(UUID())").path
    let descriptor = open(file, O_CREAT | O_RDWR | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw BenchError.unusable(folder) }
    defer {
      close(descriptor)
      unlink(file)
    }
    let block = try RandomBytes.fresh(4_096)
    var place: off_t = 0
    let rate = try Pace.ofWall(seconds: Double(seconds)) {
      guard pwrite(descriptor, block, block.count, place) == block.count,
        fdatasync(descriptor) == 0
      else { throw BenchError.wrongResult("the disk did not write") }
      // As a write-ahead log does it: forward, then over the same blocks again.
      place = (place + 4_096) % (4 << 20)
    }
    try Figure.show([Figure("fdatasync of the disk", rate, "per s")], json: common.json)
  }
}
