// SPDX-License-Identifier: Apache-2.0

public import Foundation
import Wiping

/// Files whose bytes have to be gone, as far as a file system lets a program say so.
///
/// A flash disk may keep the old pages for a while: what is wiped here was locked or wrapped on top of that.
public enum SecretFile {
  /// Overwrites a file with zeros and waits for the disk.
  /// - Throws: ``VaultError/cannotWrite``.
  public static func wipe(_ file: URL) throws(VaultError) {
    do { try FileErasure.overwrite(file) } catch { throw .cannotWrite }
  }

  /// Overwrites a file and takes it away.
  /// - Throws: ``VaultError/cannotWrite``.
  public static func remove(_ file: URL) throws(VaultError) {
    try wipe(file)
    do { try FileManager.default.removeItem(at: file) } catch { throw .cannotWrite }
    try sync(file.deletingLastPathComponent())
  }

  /// Overwrites a file and takes it away; one that cannot be overwritten goes all the same.
  /// - Throws: ``VaultError/cannotWrite`` where it stays.
  public static func removeAnyway(_ file: URL) throws(VaultError) {
    do { try remove(file) } catch {
      guard FileManager.default.fileExists(atPath: file.path) else { return }
      do { try FileManager.default.removeItem(at: file) } catch { throw .cannotWrite }
    }
  }

  /// Makes a file that its owner alone can read, from its first byte on; whole and on the disk, or not there.
  /// - Throws: ``VaultError/keyFileExists``: none is replaced. ``VaultError/cannotWrite``.
  static func create(_ file: URL, _ bytes: [UInt8]) throws(VaultError) {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw errno == EEXIST ? .keyFileExists : .cannotWrite }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(bytes))
      try handle.synchronize()
      try sync(file.deletingLastPathComponent())
    } catch {
      unlink(file.path)
      throw .cannotWrite
    }
  }

  /// Whether two names stand for one file; false where one of them is not there.
  static func isOne(_ first: URL, _ second: URL) -> Bool {
    var (one, other) = (stat(), stat())
    guard lstat(first.path, &one) == 0, lstat(second.path, &other) == 0 else { return false }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// Waits until a file, or a folder's list of names, is on the disk.
  static func sync(_ file: URL) throws(VaultError) {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite }
    defer { close(descriptor) }
    // Some file systems of sticks have no such waiting for folders.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .cannotWrite }
  }
}
