// SPDX-License-Identifier: Apache-2.0

public import SealedCopy

/// Why the store did not keep or give something.
public enum IntakeStoreError: Error, Equatable, Sendable {
  /// The folder or a database in it cannot be opened.
  case cannotOpen
  /// The file of a key is there and cannot be read, or is not one; the name is the file's.
  case keyUnreadable(String)
  /// The file of a key is gone, and what is in the databases rests on it; the name is the file's.
  case keyMissing(String)
  /// A database was made or migrated by a newer version of this program.
  case newerSchema
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
  /// A file is in the place of a copy.
  case copyExists
  /// Another copy of this folder is being written.
  case alreadyCopying
  /// A half of a copy could not be written. Without the records there is no copy; without the record keys, only one of
  /// the records, which opens nothing.
  case cannotCopy(IntakeCopyHeader.Kind)
  /// There is something in the folder that an intake was to be restored to.
  case folderNotEmpty
  /// A restoring of this folder did not come to its end.
  case halfRestored
  /// The copy is of records where record keys are wanted, or the other way round.
  case otherHalf
  /// The copy is of another campaign's intake.
  case otherCampaign
  /// The days for which record keys may be kept in a copy are over (G6).
  case keysExpired
  /// A bundle before the given one is missing; the number is the one that is wanted.
  case bundleMissing(wanted: Int)
  /// The bundle is not the one that was made under its number.
  case bundleForked
  /// The public log does not go on from the copy's.
  case logForked
}
