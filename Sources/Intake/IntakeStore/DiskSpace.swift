// SPDX-License-Identifier: Apache-2.0

public import Foundation
import Synchronization

/// Whether there is room to take testimonies: the form closes before SQLite fails (G11).
public final class DiskSpace: Sendable {
  private let least: Int
  private let folder: URL
  private let last = Mutex<(moment: ContinuousClock.Instant, enough: Bool)?>(nil)

  /// Watches the disk of a folder; below `least` free bytes there is no room.
  public init(folder: URL, least: Int) {
    self.folder = folder
    self.least = least
  }

  /// Whether enough is free; unknown counts as not enough.
  ///
  /// The disk is asked once a second at most.
  public func isEnough() -> Bool {
    last.withLock { last in
      if let last, last.moment.duration(to: .now) < .seconds(1) { return last.enough }
      let enough = free() >= least
      last = (.now, enough)
      return enough
    }
  }

  private func free() -> Int {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
  }
}
