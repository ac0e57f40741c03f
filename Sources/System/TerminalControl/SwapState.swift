// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the kernel may write memory out to (G8).
public enum SwapState: Equatable, Sendable {
  /// There is none.
  case off
  /// All of it is encrypted, or stays in memory (zram).
  case encrypted
  /// There is some, and neither this process nor the one that started it may use it.
  case withheld
  /// Words and keys could reach a disk in clear.
  case unencrypted

  /// Reads it from `/proc/swaps` and the control groups of this process and its parent.
  public init(_ kernel: KernelFiles = KernelFiles()) {
    let lines = (kernel.text("/proc/swaps") ?? "").split(separator: "\n").dropFirst()
    let places = lines.compactMap { line -> (path: String, isFile: Bool)? in
      let columns = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard columns.count >= 2 else { return nil }
      return (columns[0], columns[1] == "file")
    }
    guard !places.isEmpty else {
      self = .off
      return
    }
    let safe = places.allSatisfy { place in
      if place.isFile { return kernel.isOnEncryptedDisk(kernel.root + place.path) == true }
      guard let device = kernel.deviceName(place.path) else { return false }
      return Self.staysInMemory(device, kernel) || kernel.isEncrypted(device)
    }
    // A group for this program alone would leave out the shell and the terminal, which have the words too.
    let isWithheld = ["self", String(getppid())].allSatisfy { Self.isWithheld(from: $0, kernel) }
    self = safe ? .encrypted : isWithheld ? .withheld : .unencrypted
  }

  /// Whether a process's control group, or one around it, may use no swap (`memory.swap.max`).
  private static func isWithheld(from process: String, _ kernel: KernelFiles) -> Bool {
    let groups = (kernel.text("/proc/\(process)/cgroup") ?? "").split(separator: "\n")
    guard let own = groups.first(where: { $0.hasPrefix("0::/") })?.dropFirst(3) else {
      return false
    }
    var path = ""
    return own.split(separator: "/").contains { name in
      path += "/\(name)"
      return kernel.text("/sys/fs/cgroup\(path)/memory.swap.max") == "0\n"
    }
  }

  /// zram is compressed memory, unless it was given a disk to write back to.
  private static func staysInMemory(_ device: String, _ kernel: KernelFiles) -> Bool {
    guard device.hasPrefix("zram") else { return false }
    let backing = kernel.text("/sys/block/\(device)/backing_dev") ?? "none"
    return backing.hasPrefix("none")
  }
}
