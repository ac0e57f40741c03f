// SPDX-License-Identifier: Apache-2.0

/// Why the store did not keep or give something.
public enum IntakeStoreError: Error, Equatable, Sendable {
  /// The folder or a database in it cannot be opened, or its schema is newer than this program.
  case cannotOpen
  /// Another server works on the same folder.
  case alreadyServed
  /// A record id is taken by another testimony.
  case recordTaken
  /// There is no unspent slip with it, and without one it is not taken now.
  case notInvited
  /// The disk is full, or a write failed; nothing of it was kept.
  case cannotWrite
  /// A stored record does not fit its key: the database was changed or is damaged.
  case damaged
  /// There is no bundle of that number.
  case noSuchBundle
}
