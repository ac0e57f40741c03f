// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
public import Foundation
import Glibc

/// A secret of 32 bytes in a file of its own, in hexadecimal, mode 0600.
public enum KeyFile {
  private static let length = 32

  /// The secret, or nil where there is no such file; one that is there and cannot be read is ``IntakeStoreError/keyUnreadable(_:)``.
  public static func read(_ file: URL) throws(IntakeStoreError) -> [UInt8]? {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .keyUnreadable(file.lastPathComponent)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let text = try? handle.read(upToCount: 2 * length)
    guard let text, let bytes = Hex.bytes(String(decoding: text, as: UTF8.self)),
      bytes.count == length
    else { throw .keyUnreadable(file.lastPathComponent) }
    return bytes
  }

  /// Makes a fresh secret in a file that is not there yet; it is on the disk, whole, when this returns.
  public static func make(_ file: URL) throws(IntakeStoreError) -> [UInt8] {
    // Half a key under its name would stand in the way of every later start: the name is given to what is on the disk already.
    let part = "\(file.path).\(getpid()).new"
    unlink(part)
    defer { unlink(part) }
    do {
      let secret = try RandomBytes.fresh(length)
      let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw IntakeStoreError.cannotOpen }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try handle.write(contentsOf: Data((Hex.text(secret) + "\n").utf8))
      try handle.synchronize()
      guard link(part, file.path) == 0 else { throw IntakeStoreError.cannotOpen }
      try FileHandle(forReadingFrom: file.deletingLastPathComponent()).synchronize()
      return secret
    } catch { throw .cannotOpen }
  }
}
