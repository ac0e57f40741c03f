// SPDX-License-Identifier: Apache-2.0

public import Foundation
import GRDB

/// Makes sure that one server, and no second, works on a folder; let go of when the process ends, however it ends.
public final class ServerLock: Sendable {
  private let queue: DatabaseQueue

  /// Takes the lock or throws ``IntakeStoreError/alreadyServed``.
  public init(folder: URL) throws(IntakeStoreError) {
    do {
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      queue = try DatabaseQueue(
        path: folder.appending(path: "serve.lock").path, configuration: configuration)
      // SQLite's own file lock: the kernel drops it with the process, also after kill -9.
      try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    } catch { throw .alreadyServed }
  }
}
