// SPDX-License-Identifier: Apache-2.0

public import Foundation

extension VaultStore {
  /// Where a reviewer's key lies when no other file is named.
  public func reviewerKeyURL(_ name: String) -> URL {
    folder.appending(path: "keys/reviewer-\(name).key")
  }

  /// Writes a locked key that only its owner can read; a file that is there is never replaced.
  /// - Throws: ``VaultError/keyFileExists``, ``VaultError/cannotWrite``.
  public static func writeKey(_ bytes: [UInt8], to file: URL) throws(VaultError) {
    try SecretFile.create(file, bytes)
  }

  /// Reads a locked key.
  /// - Throws: ``VaultError/keyMissing``; ``VaultError/keyFileUnsafe`` where others can read it.
  public static func key(in file: URL) throws(VaultError) -> [UInt8] {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else {
      throw .keyMissing
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else { throw .keyFileUnsafe }
    guard let bytes = FileManager.default.contents(atPath: file.path) else { throw .keyMissing }
    return Array(bytes)
  }
}
