// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Files whose bytes have to be gone, as far as a file system lets a program say so.
///
/// A flash disk may keep the old pages for a while: what is wiped here was locked or wrapped on top of that.
public enum SecretFile {
  /// Overwrites a file with zeros and waits for the disk.
  /// - Throws: ``VaultError/cannotWrite``.
  public static func wipe(_ file: URL) throws(VaultError) {
    do {
      let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
      let handle = try FileHandle(forUpdating: file)
      try handle.write(contentsOf: Data(repeating: 0, count: size?.intValue ?? 0))
      try handle.synchronize()
      try handle.close()
    } catch { throw .cannotWrite }
  }

  /// Overwrites a file and takes it away.
  /// - Throws: ``VaultError/cannotWrite``.
  public static func remove(_ file: URL) throws(VaultError) {
    try wipe(file)
    do { try FileManager.default.removeItem(at: file) } catch { throw .cannotWrite }
    try sync(file.deletingLastPathComponent())
  }

  /// Waits until a file, or a folder's list of names, is on the disk.
  static func sync(_ file: URL) throws(VaultError) {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .cannotWrite }
  }
}
