// SPDX-License-Identifier: Apache-2.0

import TestimonyModel
import Vault

extension Failure {
  /// What each group of cases is told in is another function; a case that its group lacks has no name.
  init(_ error: VaultError) {
    switch error {
    case .cannotOpenVault:
      self.init(
        "the vault cannot be opened",
        hint: "is the folder yours (see --vault), and is there room on the disk?")
    case .newerVault:
      self.init(
        "the vault was made by a newer version",
        hint: "install that version again; an older one cannot read what it wrote", code: 30)
    case .cannotWrite:
      self.init(
        "the vault could not be written", hint: "is there room on the disk, and is the disk sound?")
    case .othersRead:
      self.init(
        "it is buried, but another program reads this vault, and parts may stay on the disk",
        hint: "end that program, then run `ovoz campaign list`: it takes them away")
    case .releasedMeanwhile:
      self.init(
        "another release was made meanwhile: this one was not",
        hint: "look at it, and run this again",
        code: 20)
    case .withdrawnMeanwhile:
      self.init(
        "somebody withdrew meanwhile: of this step nothing was kept",
        hint: "run this again: it goes on without her testimony", code: 10)
    case .unknownCampaign, .campaignExists, .unknownRecord, .ambiguousRecord, .unknownQuestion,
      .unknownRelease:
      self.init(named: error)
    case .keyFileExists, .keyMissing, .keyFileUnsafe, .keyFileUnreadable, .folderUnsafe,
      .wrongPassphrase:
      self.init(key: error)
    case .badThreshold, .notSplit, .needsCustodians, .sharesMissing, .shareTwice, .shareUnreadable,
      .wrongShare, .shareOfAnotherSet, .shareOfAnotherCampaign, .custodyRecordBroken, .buried:
      self.init(custody: error)
    case .backupDamaged, .backupUnreadable, .copyOfAnotherOperator, .folderNotEmpty:
      self.init(copied: error)
    case .intakeNotTrusted, .intakeKeyDiffers, .alreadyImported, .olderBundle, .replayedBundle,
      .bundleMissing, .brokenSuccession:
      self.init(bundle: error)
    case .readerCardUnreadable, .grantUnreadable, .notACodingFile, .codingOfAnotherCampaign,
      .codingDamaged, .notASealedExport:
      self.init(handed: error)
    case .vaultDamaged, .decisionDamaged, .accessLogBroken, .logMemoryDamaged, .ledgerDamaged:
      self.init(damage: error)
    }
  }

  /// What is said where something was named that the vault does not know, or knows already.
  init(named error: VaultError) {
    switch error {
    case .unknownCampaign:
      self.init(
        "there is no such campaign in this vault", hint: "run `ovoz campaign list`", code: 10)
    case .campaignExists:
      self.init(
        "a campaign of that name is in the vault",
        hint: "choose another name: keys are never reused")
    case .unknownRecord:
      self.init("no testimony has that id", hint: "run `ovoz list`", code: 10)
    case .ambiguousRecord:
      self.init("several testimonies begin with that id", hint: "give more of its digits", code: 10)
    case .unknownQuestion:
      self.init("the form has no such question", hint: "`ovoz read` shows their order", code: 64)
    case .unknownRelease:
      self.init(
        "there is no release of that number",
        hint: "run `ovoz report ledger`: it names each release's number", code: 10)
    default: self = .unnamed
    }
  }

  init(_ error: CampaignError) {
    switch error {
    case .badForm(let fault):
      self.init(
        "the form in the campaign file cannot be used: \(fault)",
        hint: "take the campaign file again from whoever made it", code: 78)
    case .badDates:
      self.init(
        "the dates are no days, or the campaign ends before it begins",
        hint: "write them as 2026-12-31, the earlier with --opens",
        code: 64)
    default:
      self.init("the campaign file is damaged or of another version", hint: "restore it", code: 30)
    }
  }
}
