// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Writes results; a file that is there already is never replaced.
enum NewFile {
  /// Writes to a new file that its owner alone can read, or to standard output.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path else { return try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
    try check(path)
    try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// Says early that a file cannot be written.
  static func check(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure("\(path) exists already", hint: "choose another name", code: 64)
    }
  }
}
