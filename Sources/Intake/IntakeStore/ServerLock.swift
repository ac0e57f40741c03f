// SPDX-License-Identifier: Apache-2.0

public import Foundation
import GRDB

/// Makes sure that one server, and no second, works on a folder; let go of when the process ends, however it ends.
public final class ServerLock: Sendable {
  private let queue: DatabaseQueue

  /// What only one process may do at a time; the raw value is the lock's file.
  public enum Work: String, Sendable {
    /// Serving the form.
    case serve = "serve.lock"
    /// Taking in what a device without a network collected.
    case submit = "submit.lock"
    /// Writing a sealed copy.
    case copy = "copy.lock"
  }

  /// Takes the lock, in a folder that is made where there is none, or throws ``IntakeStoreError/alreadyServed``; where it cannot be written, ``IntakeStoreError/cannotOpen``.
  public init(folder: URL, named work: Work = .serve) throws(IntakeStoreError) {
    try StateFolder.make(folder)
    try StateFolder.checkWhole(folder)
    do {
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      queue = try DatabaseQueue(
        path: folder.appending(path: work.rawValue).path, configuration: configuration)
      // SQLite's own file lock: the kernel drops it with the process, also after kill -9.
      try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw .alreadyServed
    } catch { throw .cannotOpen }
  }
}
