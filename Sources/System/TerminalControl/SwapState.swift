// SPDX-License-Identifier: Apache-2.0

/// Where the kernel may write memory out to (G8).
public enum SwapState: Equatable, Sendable {
  /// There is none.
  case off
  /// All of it is encrypted, or stays in memory (zram).
  case encrypted
  /// There is some, and this process and what it was started with may not use it.
  case withheld
  /// Words and keys could reach a disk in clear.
  case unencrypted

  /// Reads it from `/proc/swaps`.
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
    self = safe ? .encrypted : Self.isWithheld(kernel) ? .withheld : .unencrypted
  }

  /// Whether the process's control group, or one around it, may use no swap (`memory.swap.max`).
  private static func isWithheld(_ kernel: KernelFiles) -> Bool {
    let groups = (kernel.text("/proc/self/cgroup") ?? "").split(separator: "\n")
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
