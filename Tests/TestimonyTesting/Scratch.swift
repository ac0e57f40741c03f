// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A folder of its own for one test, gone when the test lets go of it.
public final class Scratch: Sendable {
  /// The folder.
  public let folder: URL

  /// Makes an empty folder.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "ovoz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// All bytes of all files below the folder, each with its name.
  public func contents() throws -> [(name: String, bytes: Data)] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { !$0.hasDirectoryPath }
      .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
  }
}
