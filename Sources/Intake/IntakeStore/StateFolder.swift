// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization
import Wiping

/// The folder that an inbox stands in.
enum StateFolder {
  /// Makes it, mode 0700, where there is none yet, and prepares SQLite for it; comes before any database in it is opened.
  static func make(_ folder: URL) throws(IntakeStoreError) {
    // In this order: asking SQLite for its VFS starts it.
    guard keepsTemporaryFiles(folder), WipingDisk.isUsed else { throw .cannotOpen }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw .cannotOpen }
  }

  /// Throws ``IntakeStoreError/halfRestored`` where a restoring is under way, or did not come to its end.
  static func checkWhole(_ folder: URL) throws(IntakeStoreError) {
    let half = folder.appending(path: InboxRestoring.partName)
    guard !FileManager.default.fileExists(atPath: half.path) else { throw .halfRestored }
  }

  private static let once = Mutex(false)

  /// Rewriting a large database takes a temporary file of its size, which belongs on the disk of the databases.
  ///
  /// /var/tmp may be small, or closed to the unit. SQLite asks once, at its start (sqlite.org/tempfiles.html §5).
  private static func keepsTemporaryFiles(_ folder: URL) -> Bool {
    once.withLock { isSet in
      isSet = isSet || setenv("SQLITE_TMPDIR", folder.path, 1) == 0
      return isSet
    }
  }
}
