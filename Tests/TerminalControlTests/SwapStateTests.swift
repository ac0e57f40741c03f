// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing

@testable import TerminalControl

@Suite struct SwapStateTests {
  private static let head = "Filename\tType\tSize\tUsed\tPriority\n"

  // G8
  @Test func `no swap is off`() throws {
    let kernel = try Kernel(["proc/swaps": Self.head])
    #expect(SwapState(kernel.files) == .off)
  }

  // G8
  @Test func `a partition in clear is named`() throws {
    let kernel = try Kernel([
      "proc/swaps": Self.head + "/dev/sda2 partition 8388604 0 -2\n", "dev/sda2": "",
    ])
    #expect(SwapState(kernel.files) == .unencrypted)
  }

  // G8
  @Test func `device-mapper's encryption is recognised, also below a logical volume`() throws {
    let kernel = try Kernel([
      "proc/swaps": Self.head + "/dev/dm-1 partition 8388604 0 -2\n", "dev/dm-1": "",
      "sys/block/dm-1/dm/uuid": "LVM-abc\n", "sys/block/dm-1/slaves/dm-0/dev": "253:0",
      "sys/block/dm-0/dm/uuid": "CRYPT-LUKS2-abc\n",
    ])
    #expect(SwapState(kernel.files) == .encrypted)
  }

  // G8
  @Test func `a logical volume on a plain disk is not encrypted`() throws {
    let kernel = try Kernel([
      "proc/swaps": Self.head + "/dev/dm-1 partition 8388604 0 -2\n", "dev/dm-1": "",
      "sys/block/dm-1/dm/uuid": "LVM-abc\n", "sys/block/dm-1/slaves/sda2/dev": "8:2",
    ])
    #expect(SwapState(kernel.files) == .unencrypted)
  }

  // G8
  @Test func `compressed memory is no disk, unless it has one behind it`() throws {
    let swaps = Self.head + "/dev/zram0 partition 8388604 0 100\n"
    let inMemory = try Kernel([
      "proc/swaps": swaps, "dev/zram0": "", "sys/block/zram0/backing_dev": "none\n",
    ])
    #expect(SwapState(inMemory.files) == .encrypted)
    let behind = try Kernel([
      "proc/swaps": swaps, "dev/zram0": "", "sys/block/zram0/backing_dev": "/dev/sda3\n",
    ])
    #expect(SwapState(behind.files) == .unencrypted)
  }

  // G8
  @Test func `one place in clear among encrypted ones is enough to refuse`() throws {
    let kernel = try Kernel([
      "proc/swaps": Self.head + "/dev/dm-0 partition 1 0 -2\n/swapfile file 1 0 -3\n",
      "dev/dm-0": "", "sys/block/dm-0/dm/uuid": "CRYPT-PLAIN-swap\n", "swapfile": "",
    ])
    #expect(SwapState(kernel.files) == .unencrypted)
  }

  // G8
  @Test(arguments: [
    ("user.slice/terminal.scope", "0\n", SwapState.withheld),
    ("user.slice", "0\n", .withheld),
    ("user.slice/terminal.scope", "max\n", .unencrypted),
    ("user.slice/other.scope", "0\n", .unencrypted),
  ])
  func `a group that may not swap keeps what is in it off the disk`(
    limited: String, limit: String, expected: SwapState
  ) throws {
    let kernel = try Self.grouped(limited, limit, parent: "user.slice/terminal.scope")
    #expect(SwapState(kernel.files) == expected)
  }

  // G8
  @Test func `a group for the program alone leaves the terminal out`() throws {
    let kernel = try Self.grouped(
      "user.slice/terminal.scope", "0\n", parent: "user.slice/session.scope")
    #expect(SwapState(kernel.files) == .unencrypted)
  }

  /// Swap in clear, this process in a terminal's group and its parent in another or the same.
  private static func grouped(_ limited: String, _ limit: String, parent: String) throws -> Kernel {
    try Kernel([
      "proc/swaps": head + "/dev/sda2 partition 1 0 -2\n", "dev/sda2": "",
      "proc/self/cgroup": "0::/user.slice/terminal.scope\n",
      "proc/\(getppid())/cgroup": "0::/\(parent)\n",
      "sys/fs/cgroup/\(limited)/memory.swap.max": limit,
    ])
  }
}

/// A folder that stands for `/`.
private final class Kernel: Sendable {
  private let folder: URL
  var files: KernelFiles { KernelFiles(root: folder.path) }

  init(_ texts: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "ovoz-\(UUID().uuidString)")
    for (path, text) in texts {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
