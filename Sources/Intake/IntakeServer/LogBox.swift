// SPDX-License-Identifier: Apache-2.0

public import IntakeStore
import Synchronization

/// The public log as it is served, replaced as a whole when it was published anew.
public final class LogBox: Sendable {
  private let log: Mutex<PublicLog>

  /// Starts with a log, which may be empty.
  public init(_ log: PublicLog = PublicLog()) { self.log = Mutex(log) }

  /// The log as it is now.
  public var now: PublicLog { log.withLock { $0 } }

  /// Serves another one from now on.
  public func replace(by other: PublicLog) { log.withLock { $0 = other } }
}
