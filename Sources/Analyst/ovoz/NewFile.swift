// SPDX-License-Identifier: Apache-2.0

import Foundation
import Vault

/// Writes results; a file that is there already is never replaced, and half a file never stays.
enum NewFile {
  /// Writes to a new file that its owner alone can read, from its first byte on; or to standard output.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path else { return try printOut(bytes) }
    do { try VaultStore.writeKey(bytes, to: URL(filePath: path)) } catch {
      throw error == .keyFileExists ? taken(path) : unwritable(path)
    }
  }

  private static func printOut(_ bytes: [UInt8]) throws {
    do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
      throw Failure("what was printed could not be written", hint: "is there room on the disk?")
    }
  }

  /// Writes a new file that is no secret: the intake's user has to read it as well.
  static func writePublic(_ bytes: [UInt8], to path: String) throws {
    try check(path)
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      // Another's file, which came in between, stays.
      if (error as? CocoaError)?.code == .fileWriteFileExists { throw taken(path) }
      try? FileManager.default.removeItem(atPath: path)
      throw unwritable(path)
    }
    // Foundation's own is 0600. A stick may know no permissions, and shows its files to everybody anyway.
    try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  /// Says early that a file cannot be written.
  static func check(_ path: String?) throws {
    guard let path, FileManager.default.fileExists(atPath: path) else { return }
    throw taken(path)
  }

  static func taken(_ path: String) -> Failure {
    Failure("\(path) exists already", hint: "choose another name: nothing is replaced", code: 64)
  }

  static func unwritable(_ path: String) -> Failure {
    Failure(
      "\(path) cannot be written",
      hint: "is its folder there, and yours, and is there room on the disk?")
  }
}
