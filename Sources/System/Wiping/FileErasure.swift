// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Removes files whose content must not be found on the disk afterwards.
public enum FileErasure {
  private static let piece = 1 << 20
  /// A page of the disk, in bytes.
  static let head = 4_096

  /// Overwrites a file with zero bytes, waits for the disk, and removes it.
  ///
  /// A disk that moves blocks about may keep the old ones all the same.
  public static func remove(_ file: URL) throws {
    try overwrite(file)
    try FileManager.default.removeItem(at: file)
  }

  /// Removes a folder with all that is below it, ordinary files overwritten first; what cannot be overwritten goes all the same.
  public static func removeFolder(_ folder: URL) {
    let below = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    for case let file as URL in below?.allObjects ?? [] {
      let kind = try? file.resourceValues(forKeys: [.isRegularFileKey])
      // A link is not followed: what it leads to is somebody else's.
      if kind?.isRegularFile == true { try? remove(file) }
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Overwrites a file with zero bytes, its first page before all others, and waits for the disk.
  public static func overwrite(_ file: URL) throws {
    try overwrite(FileHandle(forWritingTo: file))
  }

  /// The same for an open file, also one that has no name any more; closes it.
  public static func overwrite(_ output: FileHandle) throws {
    var left = try output.seekToEnd()
    try output.seek(toOffset: 0)
    var isHead = true
    while left > 0 {
      let count = Int(min(left, UInt64(isHead ? head : piece)))
      try output.write(contentsOf: Data(count: count))
      if isHead { try output.synchronize() }
      isHead = false
      left -= UInt64(count)
    }
    try output.synchronize()
    try output.close()
  }
}
