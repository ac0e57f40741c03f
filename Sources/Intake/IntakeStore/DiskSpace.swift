// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Whether there is room to take testimonies: the form closes before SQLite fails (G11).
public struct DiskSpace: Sendable {
  /// Below this many free bytes the form closes.
  public let least: Int
  private let folder: URL

  /// Watches the disk of a folder.
  public init(folder: URL, least: Int) {
    self.folder = folder
    self.least = least
  }

  /// Whether enough is free; unknown counts as not enough.
  public func isEnough() -> Bool {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    return ((attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0) >= least
  }
}
