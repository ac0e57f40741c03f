// SPDX-License-Identifier: Apache-2.0

/// Why the vault did not do something; never says anything of a testimony.
public enum VaultError: Error, Equatable, Sendable {
  /// The folder or its database cannot be opened.
  case cannotOpenVault
  /// The vault was made or migrated by a newer version of this program.
  case newerVault
  /// A page of the vault's database is not as SQLite wrote it.
  case vaultDamaged
  /// The vault could not be written; nothing of the step was kept.
  case cannotWrite
  /// Another release was made since this one was begun; nothing of this one was kept.
  case releasedMeanwhile
  /// Somebody withdrew while her testimony was worked on, or counted; nothing of the step was kept.
  case withdrawnMeanwhile
  /// Another program reads the vault, and parts of what was deleted may stay on the disk for as long.
  case othersRead
  /// The vault knows no campaign of that name or id.
  case unknownCampaign
  /// A campaign of that name is in the vault already.
  case campaignExists
  /// A key file of that name is there already; keys are never replaced.
  case keyFileExists
  /// A key's file is missing.
  case keyMissing
  /// A key's file can be read by others, or is not a key file.
  case keyFileUnsafe
  /// The key file is not one that this program can read.
  case keyFileUnreadable
  /// The vault's folder can be read by others.
  case folderUnsafe
  /// Fewer than two of at most 255 custodians were asked to open together, or more than there are.
  case badThreshold
  /// The campaign's key is not split among custodians.
  case notSplit
  /// The campaign's key was split: custodians open it together.
  case needsCustodians
  /// So many more shares are needed.
  case sharesMissing(wanted: Int)
  /// The same share was given twice; its number.
  case shareTwice(Int)
  /// The file is no share, or of a newer version.
  case shareUnreadable
  /// The share with this number is not what the vault knows of it.
  case wrongShare(Int)
  /// The share with this number is of an earlier or another splitting.
  case shareOfAnotherSet(Int)
  /// The share with this number is of another campaign.
  case shareOfAnotherCampaign(Int)
  /// The custody record's chain is broken: an entry was changed or removed.
  case custodyRecordBroken
  /// The campaign was buried: nothing opens it any more.
  case buried
  /// The file is no second reader's card.
  case readerCardUnreadable
  /// The field that was handed on is sealed to another reader, or was changed.
  case grantUnreadable
  /// The form has no such question.
  case unknownQuestion
  /// The file is no sealed copy of a vault, was changed, or ends too early.
  case backupDamaged
  /// The sealed copy could not be read: it is not there, or its stick or disk fails.
  case backupUnreadable
  /// The copy of an intake is sealed to another operator's key.
  case copyOfAnotherOperator
  /// There is something in the folder that a vault was to be restored to.
  case folderNotEmpty
  /// The passphrase does not open the key file.
  case wrongPassphrase
  /// No intake key is trusted for the campaign yet.
  case intakeNotTrusted
  /// Another intake key is trusted for the campaign already.
  case intakeKeyDiffers
  /// The very bundle was imported before.
  case alreadyImported
  /// An older number than the last one; what it was then the vault does not keep.
  case olderBundle
  /// The number of the last one, with other content: a rolled-back or copied intake.
  case replayedBundle
  /// A bundle between the last one and this one is missing; the number is the one that is wanted.
  case bundleMissing(wanted: UInt32)
  /// The bundle does not follow from the last one that was imported.
  case brokenSuccession
  /// The vault knows no testimony of that id.
  case unknownRecord
  /// Two testimonies begin with the digits that were given.
  case ambiguousRecord
  /// A sealed decision does not open: the vault was changed.
  case decisionDamaged
  /// The file is not one that carries another coder's decisions, or of a newer version.
  case notACodingFile
  /// The file carries decisions about another campaign's testimonies.
  case codingOfAnotherCampaign
  /// The file of another coder's decisions does not open: another key, or changed bytes.
  case codingDamaged
  /// The file is no sealed export, or of a newer version.
  case notASealedExport
  /// The access log's chain is broken: an entry was changed or removed.
  case accessLogBroken
  /// The checkpoint that the vault remembers cannot be read: the vault was changed.
  case logMemoryDamaged
  /// There is no release of that number.
  case unknownRelease
  /// A release's entry in the ledger is missing or does not open: the vault was changed.
  case ledgerDamaged
}
