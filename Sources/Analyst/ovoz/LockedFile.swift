// SPDX-License-Identifier: Apache-2.0

import Foundation
import Vault

/// Reads files that hold a locked key or a share; one that is missing is named.
enum LockedFile {
  /// The file's bytes.
  ///
  /// The hint is for a file that is not there: only who asks knows where such a file comes from.
  static func read(_ file: URL, hint: String) throws -> [UInt8] {
    do { return try VaultStore.key(in: file) } catch VaultError.keyMissing {
      throw Failure("\(file.relativePath) cannot be read", hint: hint, code: 12)
    }
  }

  /// The bytes of a custodian's share.
  static func share(_ path: String) throws -> [UInt8] {
    try read(URL(filePath: path), hint: "give the path of the share's file")
  }

  /// The bytes of a key that somebody made for herself.
  static func ownKey(_ path: String) throws -> [UInt8] {
    try read(URL(filePath: path), hint: "is it there, and yours?")
  }
}
