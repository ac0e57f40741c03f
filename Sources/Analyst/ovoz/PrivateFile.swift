// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A new file that only its owner can read.
enum PrivateFile {
  /// Refuses early what could not be written later.
  static func refuseExisting(_ path: String?) throws {
    guard let path, FileManager.default.fileExists(atPath: path) else { return }
    throw Failure("\(path) exists already", hint: "name another file, or take that one away")
  }

  /// Writes it; a file that is there already stays as it is.
  static func write(_ text: String, to path: String) throws {
    try refuseExisting(path)
    let made = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard made else {
      throw Failure("\(path) cannot be written", hint: "is its folder there, and yours?")
    }
  }
}
