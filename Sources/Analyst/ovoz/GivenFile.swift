// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that a command is given to read.
enum GivenFile {
  /// Says early what is wrong with a path: a folder would be told as a file that somebody changed.
  /// - Parameters:
  ///   - path: as it was typed.
  ///   - missing: what is said where no file can be read there.
  /// - Throws: ``Failure``.
  static func check(_ path: String, orElse missing: Failure) throws {
    guard FileManager.default.isReadableFile(atPath: path) else { throw missing }
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isFolder.boolValue else {
      throw Failure("\(path) is a folder", hint: "name the file in it", code: 64)
    }
  }
}
