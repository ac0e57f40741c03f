// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the kernel tells of disks, swap and this process, in its own files.
public struct KernelFiles: Sendable {
  /// The folder that stands for `/`; another one in tests.
  let root: String

  /// Reads the running kernel's.
  public init() { root = "" }

  init(root: String) { self.root = root }

  /// The file's text, or nil.
  public func text(_ path: String) -> String? {
    guard let file = fopen(root + path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(validating: bytes.prefix(count), as: UTF8.self)
  }

  func names(in path: String) -> [String] {
    guard let folder = opendir(root + path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The last part of where a path leads, links followed: `dm-0` for `/dev/mapper/swap`.
  func deviceName(_ path: String) -> String? {
    guard let real = realpath(root + path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real).split(separator: "/").last.map(String.init)
  }

  /// Whether what is written to a block device is encrypted by device-mapper, as far as the kernel tells.
  func isEncrypted(_ device: String, depth: Int = 0) -> Bool {
    let folder = "/sys/block/\(device)"
    if let uuid = text(folder + "/dm/uuid"), uuid.hasPrefix("CRYPT-") { return true }
    // LVM or RAID: encrypted where all that it stands on is.
    let below = names(in: folder + "/slaves")
    return depth < 8 && !below.isEmpty && below.allSatisfy { isEncrypted($0, depth: depth + 1) }
  }

  /// Whether a file's disk is encrypted; nil where the kernel does not tell which disk it is.
  public func isOnEncryptedDisk(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let (major, minor) = Self.numbers(of: status.st_dev)
    guard major != 0, let device = deviceName("/sys/dev/block/\(major):\(minor)") else {
      return nil
    }
    return isEncrypted(device)
  }

  /// A device number's two parts, as glibc packs them; its macros do not import.
  private static func numbers(of device: dev_t) -> (major: dev_t, minor: dev_t) {
    (device >> 8 & 0xfff | device >> 32 & ~0xfff, device & 0xff | device >> 12 & ~0xff)
  }
}
