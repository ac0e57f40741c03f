// SPDX-License-Identifier: Apache-2.0

extension SQLiteInbox {
  /// What a server does with the databases before it takes anything in, in this order.
  ///
  /// Pages come first: beside an inbox that is damaged, keys of testimonies that are there would be swept as orphans, and
  /// nothing brings a key back. (G5)
  /// - Parameter lock: the folder's, so that no second server is at work on it.
  /// - Throws: what ``checkPages()``, ``finishWithdrawals()`` and ``tidy()`` throw.
  public func begin(holding lock: ServerLock) throws {
    try checkPages()
    try finishWithdrawals()
    // Only the holder of both locks may sweep: nothing can be arriving, neither here nor from `submit`.
    if let quiet = try? ServerLock(folder: folder, named: .submit) {
      _ = try sweepOrphanKeys()
      withExtendedLifetime(quiet) {}
    }
    try tidy()
    withExtendedLifetime(lock) {}
  }
}
