// SPDX-License-Identifier: Apache-2.0

/// Where the kernel may write memory out to (G8).
public enum SwapState: Equatable, Sendable {
  /// There is none.
  case off
  /// All of it is encrypted, or stays in memory (zram).
  case encrypted
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
    self = safe ? .encrypted : .unencrypted
  }

  /// zram is compressed memory, unless it was given a disk to write back to.
  private static func staysInMemory(_ device: String, _ kernel: KernelFiles) -> Bool {
    guard device.hasPrefix("zram") else { return false }
    let backing = kernel.text("/sys/block/\(device)/backing_dev") ?? "none"
    return backing.hasPrefix("none")
  }
}
