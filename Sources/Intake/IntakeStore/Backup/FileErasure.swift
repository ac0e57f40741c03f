// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Removes files whose content must not be found on the disk afterwards.
enum FileErasure {
  private static let piece = 1 << 20
  /// A page of the disk, in bytes.
  static let head = 4_096

  /// Overwrites a file with zero bytes, waits for the disk, and removes it.
  ///
  /// A disk that moves blocks about may keep the old ones all the same.
  static func remove(_ file: URL) throws {
    try overwrite(file)
    try FileManager.default.removeItem(at: file)
  }

  /// Overwrites a file with zero bytes, its first page before all others, and waits for the disk.
  static func overwrite(_ file: URL) throws {
    let output = try FileHandle(forWritingTo: file)
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
